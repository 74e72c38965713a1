import type { Deployment } from "../../deployment.ts";
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

/** The metric filters that the front door's alarms read. */
export function logFilters(deployment: Deployment): Resources {
  switch (deployment.options.frontDoor?.kind ?? "http-api") {
    case "http-api":
      return {
        FrontDoorThrottledFilter: metricFilter(
          deployment,
          "frontDoorThrottled",
          ref("HttpApiLogGroup"),
          "{ $.status = 429 }",
        ),
        // `receive` answers no 5xx but 503.
        FrontDoorErrorsFilter: metricFilter(
          deployment,
          "frontDoorErrors",
          ref("HttpApiLogGroup"),
          '{ ($.status >= 500) && ($.integration != "503") }',
        ),
      };
    case "rest-api":
    case "function-url":
      return {
        Answered5xxFilter: metricFilter(deployment, "answered5xx", receiveLog, "{ $.status >= 500 }"),
      };
    default:
      return {};
  }
}
