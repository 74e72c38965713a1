import { ids } from "../../../../stack/deployment.ts";
import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { queueNameInUrl } from "../../figures/queue-depth.ts";
import { readSeries, type SeriesPoint } from "../../figures/read-metrics.ts";
import { physicalId } from "../../stack/deployed-stack.ts";
import type { DeployedSubject } from "../subject.ts";

/** A delivery that waits for longer is late, and one that waits for an hour is near its last attempt. */
const lateAgeSeconds = 900;
const veryLateAgeSeconds = 3_600;

const ageRangeMs = 15 * 60_000;
const throttleRangeMs = 24 * 3_600_000;

/** What follows where Lambda throttles a function. */
const afterThrottle = {
  receive: "vendors were answered with errors",
  publish: "batches were tried again, and each time counts as an attempt",
} as const;

const newestOf = (points: readonly SeriesPoint[]): number =>
  points.toSorted((one, other) => other.at - one.at)[0]?.value ?? 0;

async function lateQueues({ context, now }: DeployedSubject): Promise<readonly DoctorFinding[]> {
  const queries = context.queues.map(({ url }) => ({
    namespace: "AWS/SQS",
    metric: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queueNameInUrl(url) },
    statistic: "Maximum",
    periodSeconds: 60,
  }));
  const ages = await readSeries(context, queries, { from: now() - ageRangeMs, to: now() });
  return context.queues.flatMap(({ name }, index): readonly DoctorFinding[] => {
    const age = newestOf(ages[index] ?? []);
    if (age < lateAgeSeconds) return [];
    return [
      {
        level: age >= veryLateAgeSeconds ? "bad" : "warn",
        text: `The oldest delivery in the queue ${name} has waited for ${Math.round(age / 60)} minutes.`,
        remedy:
          "Look for `delivery deferred` in the log of `publish`: it says which service did not take it.",
      },
    ];
  });
}

async function throttledFunctions({ context, now }: DeployedSubject): Promise<readonly DoctorFinding[]> {
  const names = (["receive", "publish"] as const).map((name) => ({
    name,
    FunctionName: physicalId(context.stack, ids[name]) ?? "",
  }));
  const queries = names.map(({ FunctionName }) => ({
    namespace: "AWS/Lambda",
    metric: "Throttles",
    dimensions: { FunctionName },
    statistic: "Sum",
    periodSeconds: 3_600,
  }));
  const throttles = await readSeries(context, queries, { from: now() - throttleRangeMs, to: now() });
  return names.flatMap(({ name }, index): readonly DoctorFinding[] => {
    const count = (throttles[index] ?? []).reduce((sum, { value }) => sum + value, 0);
    if (count === 0) return [];
    return [
      {
        level: "warn",
        text: `Lambda throttled \`${name}\` ${count} times in the last day: ${afterThrottle[name]}.`,
        remedy:
          "Raise its `concurrency` in bridge.config.ts, or the account's quota: docs/deploying.md#bounds.",
      },
    ];
  });
}

/** Deliveries that wait for too long, and functions that Lambda throttles. */
export const backlogCheck: DoctorCheck<DeployedSubject> = {
  name: "backlog",
  about: "deliveries that wait, and throttled functions",
  run: async (subject) => [...(await lateQueues(subject)), ...(await throttledFunctions(subject))],
};
