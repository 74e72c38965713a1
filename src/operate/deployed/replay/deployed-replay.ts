import { BridgeError } from "../../../core/errors.ts";
import type { RunningBridge } from "../../bridge.ts";
import type { EventReplay, KnownEvent, Replayed, ReplayFollowing, ReplayRequest } from "../../events.ts";
import { type DeployedContext, refuseUnlessWriting } from "../context.ts";
import { type NarrowEnd, type NarrowTimes, narrowReplay, narrowTimes } from "./narrow-replay.ts";
import {
  busOfSubscription,
  type NarrowPart,
  type PreparedReplay,
  prepareReplay,
  previewEvent,
  previewReplay,
} from "./prepare-replay.ts";
import { checkArchived } from "./replay-range.ts";
import { beginReplay, followReplay, type PlannedReplay } from "./run-replay.ts";

/** Runs a replay that EventBridge does by itself. */
async function runWhole(
  context: DeployedContext,
  { plan, subscription, notes }: PreparedReplay,
  following: ReplayFollowing | undefined,
): Promise<Replayed> {
  const { name } = plan;
  const say = (...more: readonly string[]): string => [...more, ...notes].join(" ");
  const whole: PlannedReplay = { ...plan, rules: subscription && [subscription.rule.arn] };
  await beginReplay(context, whole);
  if (!following) {
    const look = `aws events describe-replay --replay-name ${name} --region ${plan.bus.region}`;
    return {
      replay: name,
      events: null,
      note: say(`It goes on in EventBridge; ${look} shows how far it is.`),
    };
  }
  const complete = await followReplay(context, whole, following);
  const end = complete ? [] : ["It was stopped before its end; what was sent is sent."];
  return {
    replay: name,
    events: null,
    note: say(...end, "EventBridge does not say how many events it has sent."),
  };
}

/** Where in the archive an event is. */
interface ArchivePlace extends Pick<ReplayRequest, "from" | "to"> {
  /** False where only the log knows the event: not when it happened at the vendor, by which EventBridge keeps it. */
  readonly isExact: boolean;
}

/** How long before its delivery an event may have happened that only the log knows. */
const beforeDeliveryMs = 3_600_000;

/** The second in which an event happened, because EventBridge keeps no more of its time; of one that the log knows, the hour up to it. */
function archivePlaceOf({ envelope, time, at }: KnownEvent): ArchivePlace {
  const isExact = envelope !== undefined || time !== undefined;
  const second = Math.floor(Date.parse(time ?? at) / 1000) * 1000;
  return { from: isExact ? second : second - beforeDeliveryMs, to: second + 1000, isExact };
}

/** @throws BridgeError `wrong-use`: a stage sends one event to one subscription only */
function refuseWithoutSubscription(
  event: KnownEvent,
  { from, to, isExact }: ArchivePlace,
  stage: string,
): never {
  const list = `npx hookbridge subscriptions list --stage ${stage} shows them`;
  const [first, last] = [from, to].map((ms) => new Date(ms).toISOString());
  const second = `, or replay its second: npx hookbridge replay --stage ${stage} --bus ${event.bus} --from ${first} --to ${last}`;
  throw new BridgeError(
    "wrong-use",
    "EventBridge can't send one event to all rules of a bus again: it replays whole times.",
    `Name one subscription with --subscription (${list})${isExact ? second : ""}`,
  );
}

/** What is said of an event that was looked for in an hour. */
const hourNote = (events: number): readonly string[] => [
  events === 0
    ? "The archive has no event of this id in the hour before its delivery: it happened earlier at the vendor, or the subscription's pattern does not want it. Replay a longer time with --from and --to."
    : "It was looked for in the hour before its delivery; of that, only this event was sent on.",
];

/** Where an event is in the archive, as an order. @throws BridgeError `wrong-use` for one that can't be sent again by itself, or not yet */
async function orderOfEvent(
  event: KnownEvent,
  { subscription, dryRun }: EventReplay,
  context: DeployedContext,
): Promise<{ readonly order: ReplayRequest; readonly isExact: boolean }> {
  const place = archivePlaceOf(event);
  const { from, to, isExact } = place;
  if (subscription === undefined) return refuseWithoutSubscription(event, place, context.stage);
  checkArchived(to, context.now());
  // Where the log does not name the bus, it is the one that the subscription listens to.
  const bus = event.bus || (await busOfSubscription(context, subscription));
  return { order: { from, to, bus, source: [event.source], subscription, dryRun }, isExact };
}

/** Replays of a deployed bridge, some of which need this process to the end. */
export interface DeployedReplay extends Pick<RunningBridge, "replay" | "replayEvent"> {
  /** Stops those, and waits until what they made in AWS is removed. @throws BridgeError where something could not be removed */
  close(): Promise<void>;
}

/**
 * Replays through the archives of a deployed bridge's buses. EventBridge sends a whole time to all rules of the bus or to one; what a filter chooses of it
 * goes to one subscription with a queue, through a temporary rule and queue. Nobody else's rules or targets are changed.
 * @param findEvent the bridge's `event`
 */
export function deployedReplay(
  context: DeployedContext,
  findEvent: RunningBridge["event"],
  times: NarrowTimes = narrowTimes,
): DeployedReplay {
  const closing = new AbortController();
  const underWay = new Set<Promise<NarrowEnd>>();
  async function runNarrow(
    { plan, notes }: PreparedReplay,
    narrow: NarrowPart,
    following: ReplayFollowing = {},
    endNote: (events: number) => readonly string[] = () => [],
  ): Promise<Replayed> {
    const signal = AbortSignal.any([closing.signal, ...(following.signal ? [following.signal] : [])]);
    const running = narrowReplay(context, { plan, ...narrow, times }, { ...following, signal });
    underWay.add(running);
    // What fails when it is stopped stays: `close` says what could not be removed.
    const { events, stopped } = await running.finally(() => signal.aborted || underWay.delete(running));
    const end = stopped ? ["It was stopped before its end."] : endNote(events);
    return { replay: plan.name, events, note: [...end, ...notes].join(" ") };
  }
  return {
    async replay(order, following) {
      if (!order.dryRun) refuseUnlessWriting(context, "A replay");
      const prepared = await prepareReplay(context, order);
      if (order.dryRun) return previewReplay(prepared);
      const { narrow } = prepared;
      return narrow ? runNarrow(prepared, narrow, following) : runWhole(context, prepared, following);
    },
    async replayEvent(id, wanted, following) {
      if (!wanted.dryRun) refuseUnlessWriting(context, "A replay");
      const event = await findEvent(id);
      if (!event) return undefined;
      const { order, isExact } = await orderOfEvent(event, wanted, context);
      const prepared = await prepareReplay(context, order, event.eventId);
      const { narrow } = prepared;
      if (order.dryRun || !narrow) return previewEvent(prepared, isExact);
      return runNarrow(prepared, narrow, following, isExact ? undefined : hourNote);
    },
    async close() {
      closing.abort();
      const results = await Promise.allSettled(underWay);
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}
