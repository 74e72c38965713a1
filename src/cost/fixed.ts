import type { Bridge } from "../config/define-bridge.ts";
import { buildStack } from "../stack/build-stack.ts";
import { type Deployment, deploymentOf } from "../stack/deployment.ts";
import type { Properties, Resource, Template } from "../stack/template.ts";
import { consumersTemplate } from "./consumers.ts";
import { acceptedReport, misfortunes, observe, publishedReport } from "./observed.ts";
import { prices } from "./prices.ts";
import { type CostLine, costLine, hoursOfMonth, million } from "./question.ts";

/** Custom metrics that CloudWatch bills: one series for each name with each set of values of its dimensions. */
export interface Series {
  /** In a month in which each source is sent webhooks, and nothing is refused and nothing fails. */
  readonly quiet: number;
  /** In a month in which everything that can happen happened to each source. */
  readonly most: number;
}

/** The metrics in lines of CloudWatch's embedded metric format. */
function seriesIn(lines: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of lines) {
    const line = JSON.parse(text) as Readonly<Record<string, unknown>> & {
      readonly _aws?: {
        readonly CloudWatchMetrics: readonly {
          readonly Dimensions: readonly (readonly string[])[];
          readonly Metrics: readonly { readonly Name: string }[];
        }[];
      };
    };
    for (const { Dimensions, Metrics } of line._aws?.CloudWatchMetrics ?? [])
      for (const names of Dimensions)
        for (const { Name } of Metrics)
          found.add([Name, ...names.map((name) => `${name}=${line[name]}`)].join(" "));
  }
  return found;
}

/** The series of the real observers, source by source. */
function observedSeries(deployment: Deployment): Series {
  const observed = observe(deployment);
  const sources = [...deployment.sources.values()];
  const quiet = sources.flatMap((source) => [
    ...observed.received(acceptedReport(source, 2_048)),
    ...observed.published(publishedReport(source)),
  ]);
  const worse = [...sources, undefined].flatMap((source) => {
    const { received, published } = misfortunes(source);
    return [
      ...received.flatMap((report) => observed.received(report)),
      ...published.flatMap((report) => observed.published(report)),
    ];
  });
  return { quiet: seriesIn(quiet).size, most: seriesIn([...quiet, ...worse]).size };
}

const ofResourceType = ({ Resources }: Pick<Template, "Resources">, type: string): readonly Resource[] =>
  Object.values(Resources).filter(({ Type }) => Type === type);

/** The metrics that metric filters make of a log; without a default value, only when a line matches. */
function filteredSeries(template: Template): Series {
  const transformations = ofResourceType(template, "AWS::Logs::MetricFilter").flatMap(
    ({ Properties }) => (Properties?.MetricTransformations ?? []) as readonly Properties[],
  );
  const always = transformations.filter(({ DefaultValue }) => DefaultValue !== undefined);
  return { quiet: always.length, most: transformations.length };
}

/** All custom metrics of a deployment. */
export function seriesOf(deployment: Deployment, template: Template): Series {
  const [observed, filtered] = [observedSeries(deployment), filteredSeries(template)];
  return { quiet: observed.quiet + filtered.quiet, most: observed.most + filtered.most };
}

/** Metrics that an alarm reads: one, or each that its expression reads. */
const metricsRead = ({ Properties }: Resource): number => {
  const { Metrics } = Properties ?? {};
  return Array.isArray(Metrics)
    ? (Metrics as readonly Properties[]).filter(({ MetricStat }) => MetricStat !== undefined).length
    : 1;
};

/** Lambda polls an idle queue with five long polls of twenty seconds. Provisioned pollers are billed by the hour instead. */
const idlePolls = (5 * hoursOfMonth * 3_600) / 20;

/** What a deployment costs by the month, whatever it is sent. */
export function fixedCost(
  bridge: Bridge,
  stage: string,
): { readonly lines: readonly CostLine[]; readonly series: Series } {
  const deployment = deploymentOf(bridge, stage);
  const { template } = buildStack(bridge, stage);
  const series = seriesOf(deployment, template);
  const fixed = (what: string, count: number, each: number): CostLine => costLine("fixed", what, count, each);
  const consumers = consumersTemplate(bridge, deployment);
  const inBothStacks = (type: string): readonly Resource[] => [
    ...ofResourceType(template, type),
    ...ofResourceType(consumers, type),
  ];
  const polled = inBothStacks("AWS::Lambda::EventSourceMapping").filter(
    ({ Properties }) => Properties?.ProvisionedPollerConfig === undefined,
  );
  const alarmed = inBothStacks("AWS::CloudWatch::Alarm").reduce((sum, one) => sum + metricsRead(one), 0);
  const firewalls = ofResourceType(template, "AWS::WAFv2::WebACL");
  const rules = firewalls.flatMap(({ Properties }) => (Properties?.Rules ?? []) as readonly unknown[]);
  const secrets = deployment.options.secrets?.store === "secrets-manager" ? deployment.sources.size : 0;
  const lines = [
    fixed("CloudWatch: custom metrics", series.quiet, prices.customMetric.dollars),
    fixed("CloudWatch: metrics of alarms", alarmed, prices.alarm.dollars),
    fixed(
      "CloudWatch: composite alarms",
      ofResourceType(template, "AWS::CloudWatch::CompositeAlarm").length,
      prices.compositeAlarm.dollars,
    ),
    fixed(
      "CloudWatch: dashboards",
      ofResourceType(template, "AWS::CloudWatch::Dashboard").length,
      prices.dashboard.dollars,
    ),
    fixed("SQS: polls of idle queues", polled.length * idlePolls, prices.sqs.dollars / million),
    fixed("Secrets Manager: secrets", secrets, prices.secret.dollars),
    fixed(
      "load balancer, hours",
      ofResourceType(template, "AWS::ElasticLoadBalancingV2::LoadBalancer").length * hoursOfMonth,
      prices.loadBalancerHour.dollars,
    ),
    fixed("WAF: web ACLs", firewalls.length, prices.firewall.dollars),
    fixed("WAF: rules", rules.length, prices.firewallRule.dollars),
  ].filter(({ count }) => count > 0);
  return { lines, series };
}
