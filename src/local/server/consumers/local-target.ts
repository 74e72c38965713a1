import type { BusConfig } from "../../../config/bus-config.ts";
import type { Subscription, SubscriptionTarget } from "../../../core/subscription.ts";
import { serviceOf } from "../../aws/eventbridge/targets/target-service.ts";

/** Where the local AWS is, and what the bridge calls its own things there. */
export interface LocalNames {
  readonly region: string;
  readonly account: string;
  readonly busPrefix: string;
  readonly buses: ReadonlyMap<string, BusConfig>;
}

/** What plays the target of a subscription on this machine. */
export type LocalTarget =
  /** A queue, and who reads it. */
  | { readonly kind: "queue"; readonly queue: string; readonly reader: "function" | "user" }
  /** A state machine, whose executions wait in a queue of its name. */
  | { readonly kind: "state-machine"; readonly name: string }
  | { readonly kind: "bus"; readonly name: string }
  /** Nothing. @param what it is, as in "an Amazon SNS topic" */
  | { readonly kind: "none"; readonly what: string };

/** The queue of a subscription, or the state machine and its queue. */
export const consumerName = (subscription: string): string => `hookbridge-local-subscription-${subscription}`;

/** The queue with what could not be delivered to a subscription. */
export const consumerLettersName = (subscription: string): string =>
  `hookbridge-local-dead-letters-${subscription}`;

/** The last part of an ARN: the name of a queue or bus. */
const nameInArn = (arn: string): string =>
  arn.slice(Math.max(arn.lastIndexOf(":"), arn.lastIndexOf("/")) + 1);

/** The local bus that plays another one: that of a configured bus with this ARN, else one of the ARN's name. */
function localBus(arn: string, { buses, busPrefix }: LocalNames): string {
  const [configured] = Array.from(buses).find(([, bus]) => bus.arn === arn) ?? [];
  return configured === undefined ? nameInArn(arn) : `${busPrefix}${configured}`;
}

/** What plays a target here. */
export function localTarget(
  { name, target }: Pick<Subscription, "name" | "target">,
  names: LocalNames,
): LocalTarget {
  switch (target.kind) {
    case "function":
      return { kind: "queue", queue: consumerName(name), reader: "function" };
    case "queue":
      return { kind: "queue", queue: consumerName(name), reader: "user" };
    case "state-machine":
      return { kind: "state-machine", name: consumerName(name) };
    case "forward":
      return { kind: "bus", name: localBus(target.arn, names) };
    case "arn":
      return target.arn.split(":")[2] === "sqs"
        ? { kind: "queue", queue: nameInArn(target.arn), reader: "user" }
        : { kind: "none", what: serviceOf(target.arn) };
  }
}

/** What a target is called in lists. */
export function consumerTarget(target: SubscriptionTarget): string {
  if (target.kind === "queue") return "queue";
  return target.kind === "function" || target.kind === "state-machine" ? target.file : target.arn;
}
