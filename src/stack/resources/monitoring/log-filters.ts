import type { FrontDoor } from "../../../config/deployment-options.ts";
import type { Deployment } from "../../deployment.ts";
import { throttledPattern } from "../../front-doors/logs/access-log.ts";
import { namespaceOf } from "../../metrics.ts";
import { type Resource, type Resources, ref, type TemplateValue } from "../../template.ts";
import type { Metric } from "./alarms/alarm.ts";

/** Metrics that CloudWatch Logs counts in lines of a log. */
export type FilteredMetric = "frontDoorThrottled" | "frontDoorErrors" | "answered5xx";

/** The metric of a filter: how many lines matched. */
export const filteredMetric = (deployment: Deployment, name: FilteredMetric): Metric => ({
  namespace: namespaceOf(deployment),
  name,
  dimensions: {},
  statistic: "Sum",
});

/**
 * Counts the lines that match. There is no default value: a metric that is not published costs nothing, and with one each month would cost
 * the price of a series.
 */
function metricFilter(
  deployment: Deployment,
  metric: FilteredMetric,
  log: TemplateValue,
  pattern: string,
): Resource {
  return {
    Type: "AWS::Logs::MetricFilter",
    Properties: {
      LogGroupName: log,
      FilterPattern: pattern,
      MetricTransformations: [
        {
          MetricNamespace: namespaceOf(deployment),
          MetricName: metric,
          MetricValue: "1",
          Unit: "Count",
        },
      ],
    },
  };
}

/** The log group of `receive`, which osls adds. */
const receiveLog = ref("ReceiveLogGroup");

const answeredFilter = (deployment: Deployment): Resources => ({
  Answered5xxFilter: metricFilter(deployment, "answered5xx", receiveLog, "{ $.status >= 500 }"),
});

const throttles = (deployment: Deployment, log: TemplateValue, kind: "http" | "rest"): Resources => ({
  FrontDoorThrottledFilter: metricFilter(deployment, "frontDoorThrottled", log, throttledPattern[kind]),
});

/** `receive` answers no 5xx but 503. */
const errorsFilter = (deployment: Deployment, log: TemplateValue): Resources => ({
  FrontDoorErrorsFilter: metricFilter(
    deployment,
    "frontDoorErrors",
    log,
    '{ ($.status >= 500) && ($.integration != "503") }',
  ),
});

/** The metric filters that the front door's alarms read. */
export function logFilters(deployment: Deployment): Resources {
  const door: FrontDoor = deployment.options.frontDoor ?? { kind: "http-api" };
  const [http, rest] = [ref("HttpApiLogGroup"), ref("RestApiLogGroup")];
  switch (door.kind) {
    case "http-api":
      return { ...throttles(deployment, http, "http"), ...errorsFilter(deployment, http) };
    case "rest-api":
      return door.accessLog
        ? { ...throttles(deployment, rest, "rest"), ...errorsFilter(deployment, rest) }
        : answeredFilter(deployment);
    case "buffer-first":
      return door.accessLog ? throttles(deployment, rest, "rest") : {};
    case "function-url":
      return answeredFilter(deployment);
    case "load-balancer":
      return {};
  }
}
