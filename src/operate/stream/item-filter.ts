import { BridgeError } from "../../core/errors.ts";
import { leavesByPath } from "../../core/patterns/event-leaves.ts";
import { compilePattern, InvalidPattern, type Pattern } from "../../core/patterns/pattern.ts";
import type { StreamItem, StreamQuery } from "../bridge.ts";
import { isOfType } from "../event-choice.ts";

/** Something that happened, in contrast to a gap. */
export type ItemRow = Exclude<StreamItem, { readonly kind: "gap" }>;

function streamPattern(text: string): Pattern {
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new BridgeError(
      "wrong-use",
      `The event pattern is not valid: ${error.message}`,
      "Try it with: npx hookbridge pattern test",
      error,
    );
  }
}

/**
 * Lets through what a reader asks for.
 * @throws BridgeError `wrong-use` for a pattern that is none
 */
export function itemFilter({
  source,
  type,
  pattern,
}: Pick<StreamQuery, "source" | "type" | "pattern">): (item: ItemRow) => boolean {
  const compiled = pattern === undefined ? undefined : streamPattern(pattern);
  return (item) => {
    if (source && (item.row.source === null || !source.includes(item.row.source))) return false;
    if (
      type &&
      (item.kind === "dead-letter" || item.row.type === undefined || !isOfType(type, item.row.type))
    )
      return false;
    if (!compiled) return true;
    return item.kind === "event" && compiled.matches(leavesByPath(item.row.envelope));
  };
}
