import type { Subscription } from "../../core/subscription.ts";
import { type Deployment, ids } from "../deployment.ts";
import { fitAccount } from "../fit-account.ts";
import { lakeResources } from "../lake/lake.ts";
import type { CompiledTemplate } from "../plain/plain-template.ts";
import { arnOf, type Resources } from "../template.ts";
import { calledTarget, isLogTarget, logTargetPolicy } from "./called-target.ts";
import { checkConsumers } from "./check-consumers.ts";
import { consumerAlarm } from "./consumer-alarm.ts";
import { consumerFunction } from "./consumer-function.ts";
import { consumerNames, consumerRuleText, consumersStackName } from "./consumer-names.ts";
import { consumerDeadLetters, queueOfConsumer } from "./consumer-queues.ts";
import { consumerRule } from "./consumer-rule.ts";
import { consumersInventory, consumersKey } from "./consumers-inventory.ts";
import { stateMachine } from "./state-machine.ts";

/** The stack of the consumers: subscriptions, and the lakes of buses. */
export interface ConsumersStack {
  readonly stackName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly template: CompiledTemplate;
}

/** What is read of the bridge's stack at a deployment: resources by the names of the parameters. */
export const bridgeParameters = [ids.topic, ids.bucket] as const;

function resourcesOfConsumer(
  deployment: Deployment,
  subscription: Subscription,
  definition: (file: string) => string,
): Resources {
  const names = consumerNames(deployment, subscription);
  const { target } = subscription;
  const always = {
    ...consumerDeadLetters(deployment, subscription, names),
    ...consumerAlarm(deployment, subscription, names),
  };
  if (target.kind === "function" || target.kind === "queue")
    return {
      ...always,
      ...queueOfConsumer(deployment, subscription, names),
      ...(target.kind === "function" && consumerFunction(deployment, subscription, target, names)),
      ...consumerRule(subscription, names, { arn: arnOf(names.queue) }),
    };
  const called =
    target.kind === "state-machine"
      ? stateMachine(deployment, subscription, target, { names, definition: definition(target.file) })
      : calledTarget(target, names);
  return { ...always, ...called.resources, ...consumerRule(subscription, names, called.target) };
}

function logPolicy(deployment: Deployment, subscriptions: readonly Subscription[]): Resources {
  const writing = subscriptions.filter(({ target }) => isLogTarget(target));
  return logTargetPolicy(
    consumersStackName(deployment),
    writing.map((subscription) => consumerRuleText(consumerNames(deployment, subscription))),
    writing.flatMap(({ target }) => ("arn" in target ? [target.arn] : [])),
  );
}

/**
 * The stack of all subscriptions and lakes. It names buses and nothing else of the bridge's stack, so that either is deployed without the other.
 * @param definition the text of a state machine's file
 * @throws BridgeError `config-invalid` with everything that is wrong
 */
export function consumersStack(
  deployment: Deployment,
  subscriptions: readonly Subscription[],
  definition: (file: string) => string,
): ConsumersStack {
  const resources = Object.assign(
    logPolicy(deployment, subscriptions),
    lakeResources(deployment),
    ...subscriptions.map((subscription) => resourcesOfConsumer(deployment, subscription, definition)),
  ) as Resources;
  checkConsumers(deployment, subscriptions, Object.keys(resources).length);
  const text = JSON.stringify(resources);
  const parameter = (name: string, Description: string) =>
    text.includes(name) ? { [name]: { Type: "String", Description } } : {};
  return {
    stackName: consumersStackName(deployment),
    tags: {
      "hookbridge:deployment": deployment.prefix.slice(0, -(deployment.stage.length + 1)),
      "hookbridge:stage": deployment.stage,
      ...deployment.options.tags,
    },
    template: {
      Metadata: { [consumersKey]: { ...consumersInventory(deployment, subscriptions) } },
      Resources: fitAccount(resources, deployment),
      Parameters: {
        ...parameter(ids.topic, "ARN of the topic of the bridge's alarms: AlarmTopic in its stack"),
        ...parameter(ids.bucket, "Name of the bucket with large payloads: ClaimBucket in the bridge's stack"),
      },
    },
  };
}
