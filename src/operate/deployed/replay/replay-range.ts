import { BridgeError } from "../../../core/errors.ts";
import type { ReplayRequest } from "../../events.ts";
import type { BusArchive } from "./bus-archive.ts";

/** EventBridge may put an event into the archive so late; AWS advises to wait that long before a replay. */
export const archiveDelayMs = 10 * 60_000;

const archiveDayMs = 24 * 3_600_000;

const timeText = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

/** Refuses a time that EventBridge would replay in part only, without saying so. @throws BridgeError `wrong-use` */
export function checkReplayRange({ from, to }: Pick<ReplayRequest, "from" | "to">, now: number): void {
  if (!(from < to))
    throw new BridgeError(
      "wrong-use",
      `The time to replay ends at ${timeText(to)}, which is not after its beginning at ${timeText(from)}.`,
      "Give an earlier --from, or a later --to.",
    );
  const latest = Math.floor((now - archiveDelayMs) / 1000) * 1000;
  if (to > latest)
    throw new BridgeError(
      "wrong-use",
      `The time to replay ends at ${timeText(to)}, but EventBridge may put events into the archive ten minutes late: they would be left out.`,
      `Give --to ${timeText(latest)} or earlier, or wait.`,
    );
}

/** Refuses an event that the archive may not have yet. @param to the end of the second in which it happened @throws BridgeError `wrong-use` */
export function checkArchived(to: number, now: number): void {
  const ready = to + archiveDelayMs;
  if (now >= ready) return;
  throw new BridgeError(
    "wrong-use",
    "EventBridge may put an event into the archive ten minutes late, and this one came less than that ago.",
    `Do the same at ${timeText(ready)}.`,
  );
}

/** What to know of every time. */
export const timeNote =
  "EventBridge chooses by an event's `time`, which is the vendor's where it is known, and not by when it came.";

/** What to know of an archive before events of a time are sent again. */
export function archiveNotes(
  { from }: Pick<ReplayRequest, "from">,
  { since, days, pattern, name }: BusArchive,
  now: number,
): readonly string[] {
  const oldest = days === undefined ? undefined : now - days * archiveDayMs;
  return [
    ...(since !== undefined && from < since
      ? [`The archive ${name} begins at ${timeText(since)}: what came before is not in it.`]
      : []),
    ...(oldest !== undefined && from < oldest
      ? [`It keeps events for ${days} days: what came before ${timeText(oldest)} is gone.`]
      : []),
    ...(pattern === undefined ? [] : [`The archive ${name} keeps only events that match ${pattern}.`]),
  ];
}

/** What an archive holds in all, in words. EventBridge does not count the events of a part of it. */
export function archiveText({ name, events, bytes }: BusArchive): string {
  const size = bytes === undefined ? "" : ` (${(bytes / 1_000_000).toFixed(1)} MB)`;
  return events === undefined
    ? `EventBridge does not count the events of a time.`
    : `EventBridge does not count the events of a time; the whole archive ${name} holds about ${events}${size}, counted up to a day late.`;
}
