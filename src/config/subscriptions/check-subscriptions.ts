import type { Subscription, SubscriptionTarget } from "../../core/subscription.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import type { BridgeConfig } from "../bridge-config.ts";
import type { BusConfig } from "../bus-config.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { SubscriptionConfig } from "../subscription-config.ts";
import { arnTarget, forwardTarget, roleArn } from "./arn-target.ts";
import { checkedInput } from "./checked-input.ts";
import { eventPattern } from "./event-pattern.ts";
import { fileOf, functionTarget } from "./function-target.ts";
import { checkRuleCount } from "./rule-count.ts";

/** A name is part of those of a rule, a queue and a function. */
const subscriptionNamePattern = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The settings that say who gets the events. */
const targetNames = ["function", "queue", "stateMachine", "forward", "target"] as const;

function stateMachineTarget(
  where: string,
  given: SubscriptionConfig<string>["stateMachine"],
): SubscriptionTarget {
  const { file, express = false, role } = typeof given === "object" ? given : { file: given };
  if (typeof express !== "boolean")
    refuseConfig(`${where} has express: ${JSON.stringify(express)}.`, "Write true or false.");
  if (role !== undefined && !roleArn.test(role))
    refuseConfig(
      `${where} has the role ${JSON.stringify(role)}.`,
      'Write it as "arn:aws:iam::111122223333:role/hooks", or leave it out: a role is made.',
    );
  return {
    kind: "state-machine",
    file: fileOf(where, "its stateMachine", file, "workflows/new-ticket.asl.json"),
    express,
    ...(role !== undefined && { role }),
  };
}

function queueTarget(where: string, queue: unknown): SubscriptionTarget {
  if (typeof queue === "object" && queue !== null && Object.keys(queue).length === 0)
    return { kind: "queue" };
  return refuseConfig(
    `${where} has ${JSON.stringify(queue)} as \`queue\`.`,
    "Write queue: {}: it has no settings.",
  );
}

function targetOf(where: string, config: SubscriptionConfig<string>): SubscriptionTarget {
  const [name, ...others] = targetNames.filter((target) => config[target] !== undefined);
  if (name === undefined)
    return refuseConfig(
      `${where} does not say who gets its events.`,
      'Add one of function: "consumers/….ts", queue: {}, stateMachine, forward or target.',
    );
  if (others.length > 0)
    refuseConfig(
      `${where} has several targets: ${[name, ...others].join(", ")}.`,
      "A subscription has exactly one: make a subscription for each, with the same `on`.",
    );
  if (config.keepTryingHours !== undefined && name !== "function")
    refuseConfig(
      `${where} has keepTryingHours, which only a \`function\` can have.`,
      "Leave it out: EventBridge tries any other target for 24 hours, and then its dead-letter queue has the event.",
    );
  switch (name) {
    case "function":
      return functionTarget(where, config.function ?? "", config.keepTryingHours);
    case "queue":
      return queueTarget(where, config.queue);
    case "stateMachine":
      return stateMachineTarget(where, config.stateMachine);
    case "forward":
      return forwardTarget(where, config.forward);
    case "target":
      return arnTarget(where, config.target);
  }
}

function checkBusOf(where: string, bus: string, buses: ReadonlyMap<string, BusConfig>): void {
  if (bus === undefined)
    refuseConfig(
      `${where} does not say of which bus it takes events.`,
      `Add one of yours: bus: "${[...buses.keys()][0]}".`,
    );
  const found = buses.get(bus);
  if (!found) {
    const [nearest] = similarNames(String(bus), [...buses.keys()]);
    refuseConfig(
      `${where} is for the bus "${String(bus)}", but \`buses\` has only ${[...buses.keys()].join(", ")}.`,
      nearest ? `Did you mean "${nearest}"?` : "Add it under `buses`, or correct the name.",
    );
  }
  if (found.arn !== undefined)
    refuseConfig(
      `${where} is for the bus "${bus}", which is an existing one (\`arn\`): only its owner makes rules there.`,
      "Deploy the consumer with that bus, or subscribe on a bus of this bridge that gets the same events.",
    );
}

function checkFlags(where: string, { paused, unlisted }: SubscriptionConfig<string>): void {
  for (const [name, value] of Object.entries({ paused, unlisted }))
    if (value !== undefined && typeof value !== "boolean")
      refuseConfig(`${where} has ${name}: ${JSON.stringify(value)}.`, "Write true or false.");
}

function checkSubscription(
  name: string,
  config: SubscriptionConfig<string>,
  buses: ReadonlyMap<string, BusConfig>,
): Subscription {
  const where = `bridge.config.ts: subscription "${name}"`;
  if (!subscriptionNamePattern.test(name))
    refuseConfig(
      `${where} has a name that AWS does not take for a rule, a queue and a function.`,
      "Use lower-case letters, digits and hyphens, a letter first, at most 40.",
    );
  if (typeof config !== "object" || config === null)
    return refuseConfig(`${where} is ${JSON.stringify(config)}.`, "Write { bus, on, function }.");
  checkBusOf(where, config.bus, buses);
  checkFlags(where, config);
  const target = targetOf(where, config);
  const input = checkedInput(where, config, target.kind);
  return {
    name,
    bus: config.bus,
    pattern: eventPattern(where, config),
    target,
    ...(input && { input }),
    paused: config.paused ?? false,
    ...(config.unlisted && { unlisted: true }),
  };
}

/**
 * The subscriptions of a configuration. Names of events are not asked about here, but where the list of the known ones is at hand.
 * @throws BridgeError `config-invalid`
 */
export function checkSubscriptions(
  { subscriptions = {} }: BridgeConfig<string>,
  buses: ReadonlyMap<string, BusConfig>,
): ReadonlyMap<string, Subscription> {
  const checked = new Map(
    Object.entries(subscriptions).map(([name, config]) => [name, checkSubscription(name, config, buses)]),
  );
  checkRuleCount(checked, buses);
  return checked;
}
