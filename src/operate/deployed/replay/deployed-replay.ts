import { BridgeError } from "../../../core/errors.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
import type { RunningBridge } from "../../bridge.ts";
import type { KnownEvent, Replayed, ReplayFollowing, ReplayRequest } from "../../events.ts";
import { type DeployedBus, type DeployedContext, refuseUnlessWriting } from "../context.ts";
import { type DeployedSubscription, readSubscription } from "../subscriptions/read-subscription.ts";
import { archiveOfBus, type BusArchive } from "./bus-archive.ts";
import {
  type NarrowTimes,
  narrowDestination,
  narrowReplay,
  narrowTimes,
  type ReplayFilter,
} from "./narrow-replay.ts";
import { archiveText, checkReplayRange, rangeNotes } from "./replay-range.ts";
import { beginReplay, followReplay, type PlannedReplay, replayName } from "./run-replay.ts";

/** A replay with everything that was read for it. */
interface PreparedReplay {
  readonly plan: Omit<PlannedReplay, "rules">;
  readonly subscription: DeployedSubscription | undefined;
  readonly filter: ReplayFilter | undefined;
  readonly notes: readonly string[];
}

function busNamed({ buses, stackName }: DeployedContext, name: string): DeployedBus {
  const found = buses.find((bus) => bus.name === name || bus.busName === name);
  if (found) return found;
  const names = buses.map((bus) => bus.name);
  const near = similarNames(name, names);
  throw new BridgeError(
    "wrong-use",
    `${stackName} puts events on no bus called ${name}.`,
    `Its buses are ${(near.length > 0 ? near : names).join(", ")}: they are called as in bridge.config.ts.`,
  );
}

async function subscriptionOn(
  context: DeployedContext,
  bus: DeployedBus,
  name: string,
): Promise<DeployedSubscription> {
  const show = `npx hookbridge subscriptions list --stage ${context.stage}`;
  const found = await readSubscription(context, name);
  if (found?.rule.bus.name !== bus.name)
    throw new BridgeError(
      "wrong-use",
      found
        ? `${name} is a subscription of the bus ${found.rule.bus.name}.`
        : `There is no subscription ${name}.`,
      found ? `Give --bus ${found.rule.bus.name}.` : `${show} shows what there is.`,
    );
  if (!found.rule.isEnabled)
    throw new BridgeError(
      "wrong-use",
      `The rule of ${name} is disabled: it would get nothing of a replay.`,
      `Switch it on first: npx hookbridge subscriptions resume ${name} --stage ${context.stage}`,
    );
  return found;
}

/** What a filter asks of a replay that EventBridge can't do. @throws BridgeError `wrong-use` */
function checkFilter(filter: ReplayFilter | undefined, subscription: DeployedSubscription | undefined): void {
  if (filter === undefined || subscription) return;
  throw new BridgeError(
    "wrong-use",
    "EventBridge replays a whole time to the rules of a bus: it can't choose events by source or type for all of them.",
    "Name one subscription that has a queue with --subscription, or leave out --source and --type.",
  );
}

async function prepareReplay(
  context: DeployedContext,
  order: ReplayRequest,
  eventId?: string,
): Promise<PreparedReplay> {
  const { from, to, source, type } = order;
  const bus = busNamed(context, order.bus);
  checkReplayRange(order, context.now());
  const filter =
    source || type || eventId !== undefined
      ? { ...(source && { source }), ...(type && { type }), ...(eventId !== undefined && { eventId }) }
      : undefined;
  const [archive, subscription]: [BusArchive, DeployedSubscription | undefined] = await Promise.all([
    archiveOfBus(context, bus),
    order.subscription === undefined ? undefined : subscriptionOn(context, bus, order.subscription),
  ]);
  checkFilter(filter, subscription);
  return {
    plan: { name: replayName(context), bus, archive, from, to },
    subscription,
    filter,
    notes: rangeNotes(order, archive, context.now()),
  };
}

/** What would happen, as far as it can be known before. */
function previewReplay(
  context: DeployedContext,
  { plan, subscription, filter, notes }: PreparedReplay,
): Replayed {
  const { bus, archive, name } = plan;
  if (filter && subscription) narrowDestination(subscription, context.stage);
  const to = subscription
    ? `Only ${subscription.name} gets them${filter ? ", through a temporary rule and queue" : ""}.`
    : `All rules of the bus ${bus.name} get them, with \`replay-name\` in the event; forwarding leaves them out.`;
  return { replay: name, events: null, note: [archiveText(archive), to, ...notes].join(" ") };
}

async function runPrepared(
  context: DeployedContext,
  { plan, subscription, filter, notes }: PreparedReplay,
  following: ReplayFollowing | undefined,
  times: NarrowTimes,
): Promise<Replayed> {
  const { name } = plan;
  const say = (...more: readonly string[]): string => [...more, ...notes].join(" ");
  if (filter && subscription) {
    const destination = narrowDestination(subscription, context.stage);
    const order = { plan, destination, filter, times };
    const { events, stopped } = await narrowReplay(context, order, following ?? {});
    return { replay: name, events, note: say(...(stopped ? ["It was stopped before its end."] : [])) };
  }
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
  const [first, last] = [from, to].map((ms) => new Date(ms).toISOString());
  const second = `, or replay its second: npx hookbridge replay --stage ${stage} --bus ${event.bus} --from ${first} --to ${last}`;
  throw new BridgeError(
    "wrong-use",
    "EventBridge can't send one event to all rules of a bus again: it replays whole times.",
    `Name one subscription with --subscription${isExact ? second : ""}`,
  );
}

/** What is said of an event that was looked for in an hour. */
const hourNote = (events: number | null): string =>
  events === 0
    ? "The archive has no event of this id in the hour before its delivery: it happened earlier at the vendor, or the subscription's pattern does not want it. Replay a longer time with --from and --to."
    : "It was looked for in the hour before its delivery; of that, only this event was sent on.";

/**
 * Replays through the archives of a deployed bridge's buses. EventBridge sends a whole time to all rules of the bus or to one; what a filter chooses of it
 * goes to one subscription with a queue, through a temporary rule and queue. Nobody else's rules or targets are changed.
 * @param findEvent the bridge's `event`
 */
export function deployedReplay(
  context: DeployedContext,
  findEvent: RunningBridge["event"],
  times: NarrowTimes = narrowTimes,
): Pick<RunningBridge, "replay" | "replayEvent"> {
  return {
    async replay(order, following) {
      if (!order.dryRun) refuseUnlessWriting(context, "A replay");
      const prepared = await prepareReplay(context, order);
      return order.dryRun
        ? previewReplay(context, prepared)
        : runPrepared(context, prepared, following, times);
    },
    async replayEvent(id, subscription) {
      refuseUnlessWriting(context, "A replay");
      const event = await findEvent(id);
      if (!event) return undefined;
      const place = archivePlaceOf(event);
      if (subscription === undefined) return refuseWithoutSubscription(event, place, context.stage);
      if (event.bus === "")
        throw new BridgeError(
          "wrong-use",
          `Which bus ${id} went to is not in the log.`,
          "Call it where the bridge.config.ts of the stage is, which says the bus of each source.",
        );
      const { from, to, isExact } = place;
      const order = { from, to, bus: event.bus, source: [event.source], subscription, dryRun: false };
      const prepared = await prepareReplay(context, order, event.eventId);
      const replayed = await runPrepared(context, prepared, undefined, times);
      if (isExact) return replayed;
      return { ...replayed, note: [hourNote(replayed.events), replayed.note].filter(Boolean).join(" ") };
    },
  };
}
