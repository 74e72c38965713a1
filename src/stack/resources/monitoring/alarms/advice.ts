import type { Deployment } from "../../../deployment.ts";
import { sub, type TemplateValue } from "../../../template.ts";

/** Where to look: a query for CloudWatch Logs Insights with its log group, or a command of the AWS CLI. Both may refer to resources. */
export type Look = { readonly query: string; readonly log: string } | { readonly command: string };

/** What somebody needs who was called by an alarm. Each is a phrase without a full stop. */
export interface Advice {
  /** What has happened. */
  readonly what: string;
  /** The likeliest cause. */
  readonly cause: string;
  readonly remedy: string;
  readonly look: Look;
  /** What the alarm does not see; only in the docs. */
  readonly blindSpot: string;
}

/** CloudWatch's limit for an alarm's description. */
export const descriptionLimit = 1_024;

/** The log group of a function. osls creates it under this name. */
export const functionLog = ({ prefix }: Deployment, name: "receive" | "publish"): string =>
  `/aws/lambda/${prefix}-${name}`;

/** The lines of a log that are not the bridge's own: what Lambda and its runtime say of a crash or a timeout. */
export const crashes = (deployment: Deployment, name: "receive" | "publish"): Look => ({
  log: functionLog(deployment, name),
  query:
    "filter not ispresent(function) and not ispresent(service) | fields @timestamp, @message | sort @timestamp desc | limit 20",
});

/** A metric of the last three hours. @param dimensions as the AWS CLI takes them */
export const lastHours = (
  {
    namespace,
    name,
    statistic,
  }: { readonly namespace: string; readonly name: string; readonly statistic: string },
  dimensions: readonly string[],
): Look => ({
  command: [
    `aws cloudwatch get-metric-statistics --namespace ${namespace} --metric-name ${name}`,
    ...(dimensions.length > 0 ? [`--dimensions ${dimensions.join(" ")}`] : []),
    `--statistics ${statistic} --period 60 --start-time $(($(date +%s) - 10800)) --end-time $(date +%s)`,
  ].join(" "),
});

/** Where to look, in words. */
const lookText = (look: Look): string =>
  "query" in look ? `Query in ${look.log}: ${look.query}` : `Run: ${look.command}`;

/** What stands in the alarm and in its message: cause, remedy and where to look. */
export function alarmDescription({ what, cause, remedy, look }: Advice): TemplateValue {
  const text = `${what}. Likely: ${cause}. Do: ${remedy}. ${lookText(look)}`;
  return text.includes("${") ? sub(text) : text;
}
