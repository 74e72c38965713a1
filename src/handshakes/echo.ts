import type { EchoAnswer } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";
import type { Answer } from "../core/request.ts";
import { echoable, jsonAnswer, textAnswer } from "./answer.ts";

/** Echoes a challenge; undefined when it is missing or must not be echoed. */
export function echo(rule: EchoAnswer, facts: Facts): Answer | undefined {
  const challenge = readValue(facts, rule.echo);
  if (!echoable(challenge)) return undefined;
  return rule.json ? jsonAnswer(200, { [rule.json]: challenge }) : textAnswer(200, challenge);
}
