import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { archiveDelayMs } from "../../operate/deployed/replay/replay-range.ts";
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

function replayRequest(flags: ReplayFlags, now: number): ReplayRequest {
  // EventBridge may put events into its archive late: a replay up to now would leave some out without a word.
  const latest = flags.stage === undefined ? now : Math.floor((now - archiveDelayMs) / 1_000) * 1_000;
  const { bus, from, to = latest, dryRun } = flags;
  if (bus === undefined || from === undefined)
    throw new BridgeError(
      "wrong-use",
      "A replay needs the id of an event, or a bus and a time range.",
      `${spelled("replay --bus <name> --from 2h --dry-run")} counts the events of the last two hours.`,
    );
  if (from >= to)
    throw new BridgeError(
      "wrong-use",
      "--from is not earlier than --to.",
      `Exchange them: ${spelled("replay --help")}`,
    );
  return { ...chosenFlags(flags, ["source", "type", "subscription"]), bus, from, to, dryRun };
}

const eventCount = (count: number): string => `${showNumber(count)} event${count === 1 ? "" : "s"}`;

function replayText({ replay, state, share, events }: ReplayProgress): string {
  const reached = share === undefined ? "" : `, ${Math.round(share * 100)} % of the time`;
  return `Replay ${replay}: ${state}${reached}${events === undefined ? "" : `, ${eventCount(events)}`}`;
}

/** Follows a replay to its end; it is stopped when the command is interrupted. What is replayed is said once the bridge has taken the order. */
async function runReplay(
  bridge: RunningBridge,
  order: ReplayRequest,
  signal: AbortSignal,
): Promise<Replayed> {
  const line = makeProgressLine(replayText);
  const { bus, from, to } = order;
  let said = false;
  function sayRange(): void {
    if (!said)
      printNote(`Events of the bus ${bus} whose own time is from ${showMoment(from)} to ${showMoment(to)}.`);
    said = true;
  }
  function onProgress(progress: ReplayProgress): void {
    sayRange();
    line.show(progress);
  }
  try {
    const replayed = await bridge.replay(order, { signal, onProgress });
    sayRange();
    return replayed;
  } finally {
    line.end();
  }
}

function printReplayed({ replay, events, note }: Replayed, json: boolean, dryRun: boolean): void {
  if (json) printJson({ replay, events, note });
  else if (dryRun)
    printData(events === null ? "EventBridge can't count them before a replay." : eventCount(events));
  else
    printData(events === null ? `Replay ${replay} has ended.` : `Replay ${replay}: ${eventCount(events)}.`);
  if (note !== undefined) printNote(note);
}

/** Replays the events of a time range. */
export async function replayEvents(flags: ReplayFlags): Promise<void> {
  const order = replayRequest(flags, Date.now());
  await withBridge({ flags, write: !flags.dryRun, ends: true }, async (bridge, signal) => {
    printReplayed(await runReplay(bridge, order, signal), flags.json, flags.dryRun);
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
  const order = { ...chosenFlags(flags, ["subscription"]), dryRun: flags.dryRun };
  await withBridge({ flags, write: !flags.dryRun, ends: true }, async (bridge, signal) => {
    const line = makeProgressLine(replayText);
    const replayed = await bridge
      .replayEvent(id, order, { signal, onProgress: line.show })
      .finally(() => line.end());
    if (!replayed)
      throw new BridgeError(
        "wrong-use",
        `There is no event ${id}, or it is no longer kept.`,
        `${spelled("deliveries show <id>")} has the ids of a delivery's events.`,
      );
    printReplayed(replayed, flags.json, flags.dryRun);
  });
}
