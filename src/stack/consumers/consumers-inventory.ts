import type { Subscription, SubscriptionTarget } from "../../core/subscription.ts";
import type { Deployment } from "../deployment.ts";
import { lakesOf } from "../lake/lake-names.ts";
import { logicalName } from "../template.ts";

/** A subscription, as far as a deployment tells what becomes of it. */
export type ListedSubscription = {
  readonly bus: string;
  readonly kind: SubscriptionTarget["kind"];
  /** The file or the ARN of its target; left out for a queue of its own. */
  readonly target?: string;
  readonly pattern: string;
  readonly paused: boolean;
};

/** Contents of a consumers' stack, kept in the template's metadata so that the next deployment can report its changes. */
export interface ConsumersInventory {
  readonly subscriptions: Readonly<Record<string, ListedSubscription>>;
  /** Days that each lake keeps events, by bus. */
  readonly lakes: Readonly<Record<string, number>>;
}

/** The key of the inventory in the template's metadata. */
export const consumersKey = "HookbridgeConsumers";

const hasMembers = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Whether a template's metadata has an inventory. */
export const isConsumersInventory = (value: unknown): value is ConsumersInventory =>
  typeof value === "object" &&
  value !== null &&
  "subscriptions" in value &&
  hasMembers(value.subscriptions) &&
  "lakes" in value &&
  hasMembers(value.lakes);

/** What is there where nothing is deployed. */
export const emptyInventory: ConsumersInventory = { subscriptions: {}, lakes: {} };

function targetOfKind(target: SubscriptionTarget): string | undefined {
  if ("file" in target) return target.file;
  return "arn" in target ? target.arn : undefined;
}

/** The inventory of a deployment's consumers. */
export const consumersInventory = (
  deployment: Deployment,
  subscriptions: readonly Subscription[],
): ConsumersInventory => ({
  subscriptions: Object.fromEntries(
    subscriptions.map(({ name, bus, target, pattern, paused }) => {
      const place = targetOfKind(target);
      return [name, { bus, kind: target.kind, ...(place && { target: place }), pattern, paused }];
    }),
  ),
  lakes: Object.fromEntries(lakesOf(deployment).map(({ bus, days }) => [bus, days])),
});

/** True where its events go into a queue of its own. */
export const hasOwnQueue = ({ kind }: ListedSubscription): boolean => kind === "function" || kind === "queue";

/** Logical ids of the queues, which all stay when they leave the stack. */
export const queuesOfInventory = ({ subscriptions, lakes }: ConsumersInventory): readonly string[] => [
  ...Object.entries(subscriptions).flatMap(([name, subscription]) => [
    ...(hasOwnQueue(subscription) ? [`${logicalName(name)}Queue`] : []),
    `${logicalName(name)}DeadLetterQueue`,
  ]),
  ...Object.keys(lakes).map((bus) => `${logicalName(bus)}LakeDeadLetters`),
];
