import { type Deployment, ids, isBuffered, isOrdered } from "../../deployment.ts";
import { type BridgeMetric, countsBySource, namespaceOf } from "../../metrics.ts";
import type { Resources, TemplateValue } from "../../template.ts";
import type { Metric } from "./alarms/alarm.ts";
import { doorAlarms } from "./alarms/door-alarms.ts";
import { functionAlarms } from "./alarms/function-alarms.ts";
import { sourceAlarms } from "./alarms/source-alarms.ts";
import { alarmsOf } from "./alarms.ts";

/** A graph on the dashboard, with metrics in CloudWatch's own format. */
interface Graph {
  readonly title: string;
  readonly metrics: readonly unknown[];
  readonly stat?: string;
}

/** Size of a graph in CloudWatch's grid, and graphs in a row. */
const size = { width: 8, height: 6, columns: 3 } as const;

/** A value as `Fn::Sub` takes it in a text. */
function subText(value: TemplateValue): string {
  if (typeof value !== "object") return String(value);
  const [[name, argument] = ["", ""]] = Object.entries(value);
  if (name === "Ref") return `\${${argument}}`;
  if (name === "Fn::Sub") return String(argument);
  if (name === "Fn::GetAtt") return `\${${(argument as readonly string[]).join(".")}}`;
  throw new Error(`${name} has no place in a text`);
}

/** A metric of an alarm as a line of a graph. */
const lineOf = ({ namespace, name, dimensions, statistic: stat }: Metric): readonly unknown[] => [
  namespace,
  name,
  ...Object.entries(dimensions).flatMap(([dimension, value]) => [dimension, subText(value)]),
  { stat },
];

/** Graphs of what alarms watch outside of the functions. */
const watchedGraphs = (deployment: Deployment): readonly Graph[] => [
  {
    title: "Refused by the front door, or failed there",
    metrics: doorAlarms(deployment).flatMap(({ metrics: { m1, m2 } }) =>
      [m1, ...(m2 ? [m2] : [])].map(lineOf),
    ),
  },
  {
    title: "Lambda: errors, throttles, concurrency",
    metrics: functionAlarms(deployment).map(({ metrics: { m1 } }) => lineOf(m1)),
  },
];

/** Alarms that a widget holds. */
const widgetAlarms = 100;

/** The state of all alarms but those of each source, of which there may be many. */
function alarmWidget(deployment: Deployment): { readonly title: string; readonly alarms: readonly string[] } {
  const ofSources = new Set(sourceAlarms(deployment).map(({ id }) => id));
  const shown = alarmsOf(deployment).flatMap(({ id }) => (ofSources.has(id) ? [] : [id]));
  // By name and not by `Arn`, an attribute that not every emulation of CloudFormation knows.
  const arn = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:";
  return { title: "Alarms", alarms: shown.slice(0, widgetAlarms).map((id) => `${arn}\${${id}}`) };
}

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
    ...(isBuffered(deployment)
      ? []
      : [
          {
            title: "Share of the vendor's time used, % at p99",
            metrics: lines("receive", "deadlineShare", "p99"),
          },
        ]),
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
      title: "Age of the oldest delivery and dead letter, s",
      stat: "Maximum",
      metrics: pairs.flat().map((id) => ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue(id)]),
    },
    {
      title: "Oversize, older secret, clock skew",
      metrics: (["oversize", "olderSecretMatched", "clockSkew"] as const).map((metric) =>
        all("receive", metric),
      ),
    },
    ...watchedGraphs(deployment),
  ];
}

/** The dashboard of the stack. */
export function dashboard(deployment: Deployment): Resources {
  const shown = [
    { type: "alarm", properties: alarmWidget(deployment) },
    ...graphs(deployment).map(({ title, metrics, stat = "Sum" }) => ({
      type: "metric",
      properties: { title, metrics, stat, period: 300, region: "${AWS::Region}", view: "timeSeries" },
    })),
  ];
  const widgets = shown.map(({ type, properties }, index) => ({
    type,
    x: (index % size.columns) * size.width,
    y: Math.floor(index / size.columns) * size.height,
    width: size.width,
    height: size.height,
    properties,
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
