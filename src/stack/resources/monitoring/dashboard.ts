import { type Deployment, ids, isBuffered, isOrdered } from "../../deployment.ts";
import { type BridgeMetric, countsBySource, namespaceOf } from "../../metrics.ts";
import type { Resources } from "../../template.ts";

/** A graph on the dashboard, with metrics in CloudWatch's own format. */
interface Graph {
  readonly title: string;
  readonly metrics: readonly unknown[];
  readonly stat?: string;
}

/** Size of a graph in CloudWatch's grid, and graphs in a row. */
const size = { width: 8, height: 6, columns: 3 } as const;

/** One line a source. */
function bySource(
  deployment: Deployment,
  service: "receive" | "publish",
  metric: BridgeMetric,
  stat: string,
) {
  const search = `SEARCH('{"${namespaceOf(deployment)}",service,source} service="${service}" MetricName="${metric}"', '${stat}', 300)`;
  return { expression: search };
}

function graphs(deployment: Deployment): readonly Graph[] {
  const pairs = [
    [ids.queue, ids.deadLetters],
    ...(isOrdered(deployment) ? [[ids.orderedQueue, ids.orderedDeadLetters]] : []),
    ...(isBuffered(deployment) ? [[ids.buffer, ids.bufferDeadLetters]] : []),
  ] as readonly (readonly [queue: string, deadLetters: string])[];
  const queue = (id: string): string => `\${${id}.QueueName}`;
  const all = (service: "receive" | "publish", metric: BridgeMetric): readonly unknown[] => [
    namespaceOf(deployment),
    metric,
    "service",
    service,
  ];
  const lines = (service: "receive" | "publish", metric: BridgeMetric, stat = "Sum"): readonly unknown[] => [
    countsBySource(deployment)
      ? [bySource(deployment, service, metric, stat)]
      : [...all(service, metric), { stat }],
  ];
  return [
    { title: "Accepted deliveries", metrics: lines("receive", "accepted") },
    { title: "Authentication failures", metrics: lines("receive", "authenticationFailures") },
    { title: "Answered 503", metrics: lines("receive", "failed") },
    { title: "Share of the vendor's time used, % at p99", metrics: lines("receive", "deadlineShare", "p99") },
    { title: "Time to answer, ms at p99", metrics: lines("receive", "receiveDuration", "p99") },
    { title: "Receipt to bus, ms at p99", metrics: lines("publish", "publishAge", "p99") },
    { title: "Events published", metrics: lines("publish", "eventsPublished") },
    { title: "Duplicates left out", metrics: lines("publish", "eventsDuplicate") },
    { title: "Events that `accept` refused", metrics: lines("publish", "eventsDropped") },
    { title: "Parked deliveries", metrics: lines("publish", "deliveriesParked") },
    {
      title: "Waiting deliveries and dead letters",
      stat: "Maximum",
      metrics: pairs
        .flat()
        .map((id) => ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue(id)]),
    },
    {
      title: "Age of the oldest delivery, s",
      stat: "Maximum",
      metrics: pairs.map(([id]) => ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue(id)]),
    },
    {
      title: "Oversize, older secret, clock skew",
      metrics: (["oversize", "olderSecretMatched", "clockSkew"] as const).map((metric) =>
        all("receive", metric),
      ),
    },
  ];
}

/** The dashboard of the stack. */
export function dashboard(deployment: Deployment): Resources {
  const widgets = graphs(deployment).map(({ title, metrics, stat = "Sum" }, index) => ({
    type: "metric",
    x: (index % size.columns) * size.width,
    y: Math.floor(index / size.columns) * size.height,
    width: size.width,
    height: size.height,
    properties: { title, metrics, stat, period: 300, region: "${AWS::Region}", view: "timeSeries" },
  }));
  return {
    Dashboard: {
      Type: "AWS::CloudWatch::Dashboard",
      Properties: {
        DashboardName: deployment.prefix,
        DashboardBody: { "Fn::Sub": JSON.stringify({ widgets }) },
      },
    },
  };
}
