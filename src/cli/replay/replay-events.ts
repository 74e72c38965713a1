import { BridgeError } from "../../core/errors.ts";
import type { Replayed, ReplayProgress, ReplayRequest } from "../../operate/events.ts";
import { chosenFlags } from "../lists/list-flags.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { makeProgressLine } from "../text/progress-line.ts";
import { sameCall } from "../text/same-call.ts";
import { showMoment, showNumber } from "../text/show-time.ts";

/** Flags of `replay`. */
export interface ReplayFlags extends BridgeFlags, Partial<Omit<ReplayRequest, "dryRun">> {
  readonly dryRun: boolean;
}

const rangeNames = ["bus", "from", "to", "source", "type"] as const;

/** EventBridge may put an event into an archive so late: what is younger can't be replayed from there. */
const archiveDelayOf = ({ stage }: ReplayFlags): number => (stage === undefined ? 0 : 11 * 60_000);

function replayRequest(flags: ReplayFlags, now: number): ReplayRequest {
  const { bus, from, to = now - archiveDelayOf(flags), dryRun } = flags;
  if (bus === undefined || from === undefined)
    throw new BridgeError(
      "wrong-use",
      "A replay needs the id of an event, or a bus and a time range.",
      `${spelled("replay --bus <name> --from 2h --dry-run")} counts the events of the last two hours.`,
    );
  if (from >= to)
    throw new BridgeError(
      "wrong-use",
      `--from (${showMoment(from)}) is not earlier than --to (${showMoment(to)}).`,
      flags.to === undefined ? "Give an earlier --from." : "Exchange them.",
    );
  return { ...chosenFlags(flags, ["source", "type", "subscription"]), bus, from, to, dryRun };
}

const eventCount = (count: number): string => `${showNumber(count)} event${count === 1 ? "" : "s"}`;

function printReplayed({ replay, events, note }: Replayed, json: boolean, dryRun: boolean): void {
  if (json) printJson({ replay, events, note });
  else if (dryRun)
    printData(events === null ? "EventBridge can't count them before a replay." : eventCount(events));
  else printData(events === null ? `Replay ${replay}.` : `Replay ${replay}: ${eventCount(events)}.`);
  if (note !== undefined) printNote(note);
}

function progressText({ replay, state, share, events }: ReplayProgress): string {
  const percent = share === undefined ? "" : `, ${Math.round(share * 100)} % of the time range`;
  return `${replay}: ${state}${percent}${events === undefined ? "" : `, ${eventCount(events)}`}`;
}

/** Replays the events of a time range. */
export async function replayEvents(flags: ReplayFlags): Promise<void> {
  const order = replayRequest(flags, Date.now());
  await withBridge({ flags, write: !flags.dryRun, ends: true }, async (bridge, signal) => {
    printNote(
      `Events of the bus ${order.bus} whose own time is from ${showMoment(order.from)} to ${showMoment(order.to)}.`,
    );
    const line = makeProgressLine();
    const onProgress = (progress: ReplayProgress): void => line.show(progressText(progress));
    const replayed = await bridge.replay(order, { signal, onProgress }).finally(line.end);
    printReplayed(replayed, flags.json, flags.dryRun);
    if (flags.dryRun)
      printNote(`To send them again, leave out --dry-run: ${sameCall([], []).replace(/ --dry-run\b/, "")}`);
  });
}

/** Replays one event. */
export async function replayOneEvent(id: string, flags: ReplayFlags): Promise<void> {
  const extra = rangeNames.find((name) => flags[name] !== undefined);
  if (extra !== undefined)
    throw new BridgeError(
      "wrong-use",
      `--${extra} is for a time range, and ${id} is one event.`,
      "Leave one of them out.",
    );
  await withBridge({ flags, write: !flags.dryRun }, async (bridge) => {
    const replayed = flags.dryRun
      ? (await bridge.event(id)) && { replay: "", events: 1 }
      : await bridge.replayEvent(id, flags.subscription);
    if (!replayed)
      throw new BridgeError(
        "wrong-use",
        `There is no event ${id}, or it is no longer kept.`,
        `${spelled("deliveries show <id>")} has the ids of a delivery's events.`,
      );
    printReplayed(replayed, flags.json, flags.dryRun);
  });
}
