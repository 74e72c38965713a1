import { type Deployment, ids } from "../../../deployment.ts";
import { ref } from "../../../template.ts";
import { crashes, lastHours } from "./advice.ts";
import type { Alarm, Metric } from "./alarm.ts";

const lambdaMetric = (
  name: string,
  dimensions: Metric["dimensions"],
  statistic: Metric["statistic"] = "Sum",
): Metric => ({ namespace: "AWS/Lambda", name, dimensions, statistic });

const functionErrors = (
  name: "receive" | "publish",
  deployment: Deployment,
): Pick<Alarm, "look" | "metrics"> => ({
  look: crashes(deployment, name),
  metrics: { m1: lambdaMetric("Errors", { FunctionName: ref(ids[name]) }) },
});

/** Per cent of the account's concurrency. */
const concurrencyShare = 80;

/**
 * Lambda's own view of the functions. There is none of `publish`'s throttles: its messages wait in the queue, which has an alarm, and a reserved
 * concurrency throttles it on purpose.
 */
export function functionAlarms(deployment: Deployment): readonly Alarm[] {
  return [
    {
      id: "ReceiveErrorsAlarm",
      what: "`receive` crashed or ran out of time",
      cause: "an AWS service or a vendor's key server answers slowly, or a bug",
      remedy: "read what Lambda says; with `tracing`, the trace of a timeout shows which call took the time",
      blindSpot: "Failures that are answered 503: FailedAlarm",
      ...functionErrors("receive", deployment),
    },
    {
      id: "PublishErrorsAlarm",
      what: "`publish` crashed or ran out of time; SQS delivers its messages again",
      cause: "memory that a very large delivery needs, or a bug",
      remedy: "read what Lambda says; what keeps failing becomes a dead letter",
      blindSpot:
        "Messages that fail by themselves: they are parked or retried, and DeadLettersAlarm sees the end of that",
      ...functionErrors("publish", deployment),
    },
    {
      id: "ReceiveThrottlesAlarm",
      what: "Lambda throttled `receive`: vendors got an error",
      cause: "the account's concurrency is used up, or the reserved one",
      remedy: "raise the account's quota for concurrent executions, or what is reserved",
      look: lastHours(lambdaMetric("ConcurrentExecutions", {}, "Maximum"), []),
      blindSpot: "Requests that the front door refused before Lambda",
      metrics: { m1: lambdaMetric("Throttles", { FunctionName: ref(ids.receive) }) },
    },
    {
      id: "ConcurrencyAlarm",
      what: `The functions of this account and region use over ${concurrencyShare} % of its concurrency`,
      cause: "a flood of webhooks, or another function",
      remedy: "find which function it is; reserve concurrency for it, or raise the account's quota",
      look: lastHours(lambdaMetric("ConcurrentExecutions", {}, "Maximum"), []),
      blindSpot:
        "Concurrency that other functions reserve and do not use: ClaimedAccountConcurrency counts it, this does not",
      metrics: { m1: lambdaMetric("ConcurrentExecutions", {}, "Maximum") },
      expression: "m1 / SERVICE_QUOTA(m1) * 100",
      threshold: concurrencyShare,
    },
  ];
}
