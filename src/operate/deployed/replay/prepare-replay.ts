import { BridgeError } from "../../../core/errors.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
import type { Replayed, ReplayRequest } from "../../events.ts";
import type { DeployedBus, DeployedContext } from "../context.ts";
import { type DeployedSubscription, readSubscription } from "../subscriptions/read-subscription.ts";
import { archiveOfBus, type BusArchive } from "./bus-archive.ts";
import { type NarrowOrder, narrowDestination, type ReplayFilter } from "./narrow-replay.ts";
import { archiveNotes, archiveText, checkReplayRange, timeNote } from "./replay-range.ts";
import { type PlannedReplay, replayName } from "./run-replay.ts";

/** Events that are chosen, for one queue. */
export type NarrowPart = Pick<NarrowOrder, "filter" | "destination">;

/** A replay with everything that was read for it. */
export interface PreparedReplay {
  readonly plan: Omit<PlannedReplay, "rules">;
  readonly subscription: DeployedSubscription | undefined;
  /** What is chosen of the time, and where it goes; undefined for all of it. */
  readonly narrow: NarrowPart | undefined;
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

const unknownSubscription = (name: string, stage: string): BridgeError =>
  new BridgeError(
    "wrong-use",
    `There is no subscription ${name}.`,
    `npx hookbridge subscriptions list --stage ${stage} shows what there is.`,
  );

/** The bus of a subscription, which is on one only. @throws BridgeError `wrong-use` */
export async function busOfSubscription(context: DeployedContext, name: string): Promise<string> {
  const found = await readSubscription(context, name);
  if (found) return found.rule.bus.name;
  throw unknownSubscription(name, context.stage);
}

async function subscriptionOn(
  context: DeployedContext,
  bus: DeployedBus,
  name: string,
): Promise<DeployedSubscription> {
  const found = await readSubscription(context, name, bus);
  if (!found) throw unknownSubscription(name, context.stage);
  if (found.rule.bus.name !== bus.name)
    throw new BridgeError(
      "wrong-use",
      `${name} is a subscription of the bus ${found.rule.bus.name}.`,
      `Give --bus ${found.rule.bus.name}.`,
    );
  if (!found.rule.isEnabled)
    throw new BridgeError(
      "wrong-use",
      `The rule of ${name} is disabled: it would get nothing of a replay.`,
      `Switch it on first: npx hookbridge subscriptions resume ${name} --stage ${context.stage}`,
    );
  return found;
}

/** What a filter chooses goes to a subscription with a queue. @throws BridgeError `wrong-use` for what EventBridge can't do */
function narrowPart(
  filter: ReplayFilter | undefined,
  subscription: DeployedSubscription | undefined,
  stage: string,
): NarrowPart | undefined {
  if (filter === undefined) return undefined;
  if (subscription) return { filter, destination: narrowDestination(subscription, stage) };
  throw new BridgeError(
    "wrong-use",
    "EventBridge replays a whole time to the rules of a bus: it can't choose events by source or type for all of them.",
    "Name one subscription that has a queue with --subscription, or leave out --source and --type.",
  );
}

/** Reads and checks all that a replay needs. @param eventId `detail.id` of the only event that is wanted @throws BridgeError */
export async function prepareReplay(
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
  return {
    plan: { name: replayName(context), bus, archive, from, to },
    subscription,
    narrow: narrowPart(filter, subscription, context.stage),
    notes: [...(eventId === undefined ? [timeNote] : []), ...archiveNotes(order, archive, context.now())],
  };
}

/** What would happen, as far as it can be known before. */
export function previewReplay({ plan, subscription, narrow, notes }: PreparedReplay): Replayed {
  const { bus, archive, name } = plan;
  const to = subscription
    ? `Only ${subscription.name} gets them${narrow ? ", through a temporary rule and queue" : ""}.`
    : `All rules of the bus ${bus.name} get them, with \`replay-name\` in the event; forwarding leaves them out.`;
  return { replay: name, events: null, note: [archiveText(archive), to, ...notes].join(" ") };
}

/** The same for one event. */
export function previewEvent({ plan, subscription, notes }: PreparedReplay, isExact: boolean): Replayed {
  const where = isExact ? "" : ", in the hour before its delivery";
  const about = [
    `It is looked for in the archive ${plan.archive.name}${where}.`,
    `Only ${subscription?.name} gets it, through a temporary rule and queue.`,
  ];
  return { replay: plan.name, events: 1, note: [...about, ...notes].join(" ") };
}
