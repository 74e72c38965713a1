/** What is said of a subscription. */

import { parseJson } from "../../../core/json/json.ts";
import type { SubscriptionRow } from "../../../operate/state.ts";
import { formatJson } from "../../parts/json/format-json.ts";
import { plural } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";

/** What a pause does, or why there is none. */
export function pauseText({ hasQueue, state, target }: SubscriptionRow): string {
  if (!hasQueue)
    return "The bridge reads no queue for it, so that it can't be paused: only its rule can be disabled, and its events are then lost.";
  const consumer =
    target.startsWith("queue") || target.includes(":sqs:") ? "what reads its queue" : "its consumer";
  return state === "paused"
    ? `The mapping to ${consumer} is stopped. The queue keeps each event for 14 days; going on delivers them, oldest first.`
    : `A pause stops the mapping to ${consumer}. Its queue keeps each event for 14 days, and goes on from there.`;
}

/** Why it can't be paused here; undefined where it can. */
export const pauseRefused = (row: SubscriptionRow, writeRefused: string | undefined): string | undefined =>
  writeRefused ??
  (row.hasQueue
    ? undefined
    : "The bridge reads no queue for it: only its rule can be disabled, and its events are then lost");

/** What happens next when it is paused, or goes on: with the numbers of now. */
export function switchText({ name, state, backlog = 0 }: SubscriptionRow): string {
  const waiting = plural(backlog, "event waits", "events wait");
  return state === "paused"
    ? `${waiting} in the queue of ${name} and will be delivered now.`
    : `${name} gets no events until it goes on. ${waiting} in its queue now; those that come are kept for 14 days.`;
}

/** The likeliest cause of what is wrong, with what to do. */
export function stateText({
  state,
  note,
  lastError,
  deadLetters = 0,
  backlog = 0,
}: SubscriptionRow): string | undefined {
  if (note !== undefined) return `${note}.`;
  if (state === "failing" && lastError !== undefined) return `Its last error: ${lastError.reason}`;
  if (state === "failing")
    return deadLetters > 0
      ? `${plural(deadLetters, "event")} could not be delivered. The dead letters say what the target answered; correct it, then redrive.`
      : "Its target refuses events, and they are tried again. Its log says why: on this machine, the bridge's terminal.";
  if (state === "behind")
    return `${plural(backlog, "event waits", "events wait")}: they come faster than the target takes them.`;
  return undefined;
}

/** How many events could not be given to their targets. */
export const lettersAtTargets = (rows: readonly SubscriptionRow[]): number =>
  rows.reduce((sum, { deadLetters = 0 }) => sum + deadLetters, 0);

/** For how long the oldest event waits. */
export function oldestText({ backlog, oldestSeconds }: SubscriptionRow): string {
  if (backlog === 0) return "none waits";
  return oldestSeconds === undefined ? "not measured here" : duration(oldestSeconds * 1_000);
}

/** A pattern with line breaks. What is no JSON is shown as it is. */
export const patternText = (pattern: string): string =>
  parseJson(pattern) === undefined ? pattern : formatJson(pattern);
