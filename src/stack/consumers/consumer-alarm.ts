import type { Subscription } from "../../core/subscription.ts";
import type { Deployment } from "../deployment.ts";
import { alarmResource } from "../resources/monitoring/alarms/alarm.ts";
import { showDeadLetter } from "../resources/monitoring/alarms/queue-alarms.ts";
import { getAtt, type Resources } from "../template.ts";
import type { ConsumerNames } from "./consumer-names.ts";

/** The alarm on a subscription's dead letters. */
export function consumerAlarm(
  deployment: Deployment,
  { name, target }: Subscription,
  names: ConsumerNames,
): Resources {
  const isFunction = target.kind === "function";
  return {
    [names.alarm]: alarmResource(deployment, {
      id: names.alarm,
      what: `Events of the subscription ${name} are in its dead-letter queue`,
      cause: isFunction
        ? "its function fails for them again and again"
        : "EventBridge may not call its target, or the target is gone",
      remedy:
        `fix the cause, then \`npx hookbridge dead-letters redrive --subscription ${name} --stage ${deployment.stage}\`` +
        (isFunction ? `; the function's log is /aws/lambda/${names.name}` : ""),
      look: showDeadLetter(names.deadLetters),
      blindSpot: "Events that are still tried",
      metrics: {
        m1: {
          namespace: "AWS/SQS",
          name: "ApproximateNumberOfMessagesVisible",
          dimensions: { QueueName: getAtt(names.deadLetters, "QueueName") },
          statistic: "Maximum",
        },
      },
    }),
  };
}
