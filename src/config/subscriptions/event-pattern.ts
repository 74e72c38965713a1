import { compilePattern, InvalidPattern } from "../../core/patterns/pattern.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { SubscriptionConfig } from "../subscription-config.ts";
import { filterPattern } from "./event-filter.ts";

/** EventBridge: characters of an event pattern. */
const patternCharacters = 2_048;

function patternJson(where: string, pattern: unknown): string {
  try {
    return JSON.stringify(pattern);
  } catch (error) {
    return refuseConfig(
      `${where} has a pattern that JSON can't express: ${String(error)}.`,
      "Use plain values.",
    );
  }
}

function chosenPattern(where: string, { on, pattern }: SubscriptionConfig<string>): unknown {
  if (on !== undefined && pattern !== undefined)
    refuseConfig(
      `${where} has both \`on\` and \`pattern\`.`,
      "Keep one: a pattern can say all that `on` does.",
    );
  if (on !== undefined) return filterPattern(where, on);
  if (typeof pattern === "object" && pattern !== null) return pattern;
  return refuseConfig(
    pattern === undefined
      ? `${where} does not say which events it takes.`
      : `${where} has a pattern that is no object.`,
    'Add on: { type: "com.github.push" }, on: "everything", or a pattern of EventBridge.',
  );
}

/**
 * The event pattern of a subscription as JSON text, which EventBridge takes.
 * @param where the subscription, as a sentence begins with it
 */
export function eventPattern(where: string, config: SubscriptionConfig<string>): string {
  const text = patternJson(where, chosenPattern(where, config));
  if (text.length > patternCharacters)
    refuseConfig(
      `${where} has a pattern of ${text.length} characters, but EventBridge takes ${patternCharacters}.`,
      'Take fewer names with more in common (type: "com.github.issues.*"), or spread it over several subscriptions.',
    );
  try {
    compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    const [reason = ""] = error.message.split("\n");
    refuseConfig(
      `${where} has a pattern that EventBridge refuses: ${reason.replace(/\.?$/, ".")}`,
      "docs/consuming.md has examples; each value stands in a list: { prefix: … } as [{ prefix: … }].",
    );
  }
  return text;
}
