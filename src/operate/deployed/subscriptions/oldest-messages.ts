import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { DeployedContext } from "../context.ts";
import type { ConsumerQueue } from "./consumer-queue.ts";

/** Queries that one call of GetMetricData takes. */
const mostQueries = 500;

const minuteMs = 60_000;

/**
 * Age of the oldest message in seconds, by the queue's name, as CloudWatch measured it in the last quarter of an hour. Empty where it may not be
 * asked: then only the numbers of messages tell.
 */
export async function oldestMessages(
  { clients, now }: DeployedContext,
  queues: readonly ConsumerQueue[],
): Promise<ReadonlyMap<string, number>> {
  const asked = queues.slice(0, mostQueries);
  if (asked.length === 0) return new Map();
  try {
    const { MetricDataResults = [] } = await clients.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now() - 15 * minuteMs),
        EndTime: new Date(now()),
        ScanBy: "TimestampDescending",
        MetricDataQueries: asked.map(({ name }, index) => ({
          Id: `q${index}`,
          MetricStat: {
            Metric: {
              Namespace: "AWS/SQS",
              MetricName: "ApproximateAgeOfOldestMessage",
              Dimensions: [{ Name: "QueueName", Value: name }],
            },
            Period: 60,
            Stat: "Maximum",
          },
        })),
      }),
    );
    return new Map(
      MetricDataResults.flatMap(({ Id = "", Values = [] }) => {
        const name = asked[Number(Id.slice(1))]?.name;
        const [newest] = Values;
        return name !== undefined && newest !== undefined ? [[name, newest] as const] : [];
      }),
    );
  } catch {
    return new Map();
  }
}
