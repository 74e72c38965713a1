import { GetAccountSettingsCommand } from "@aws-sdk/client-lambda";
import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { askAws } from "../../ask-aws.ts";
import { readSeries } from "../../figures/read-metrics.ts";
import type { DeployedSubject } from "../subject.ts";

/** Executions at once of an account: below this, one burst takes them all. New accounts have ten. */
const fewExecutions = 100;

/** The share of the account's executions at which a peak has nearly met the limit. */
const nearLimit = 0.8;

const peakRangeMs = 14 * 24 * 3_600_000;
const hourSeconds = 3_600;

/** Lambda's concurrency in the account, and how near the peaks of two weeks came to it. */
export const concurrencyCheck: DoctorCheck<DeployedSubject> = {
  name: "concurrency",
  about: "Lambda's concurrency in the account",
  async run({ context, now }) {
    const { AccountLimit = {} } = await askAws("read Lambda's limits", () =>
      context.clients.lambda.send(new GetAccountSettingsCommand({})),
    );
    const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved } = AccountLimit;
    if (limit === undefined || unreserved === undefined) return { skipped: "Lambda's answer has no limits." };
    const findings: DoctorFinding[] = [];
    const raise = 'Have AWS raise the quota "Concurrent executions" of Lambda in this region.';
    if (limit < fewExecutions)
      findings.push({
        level: "warn",
        text: `Lambda runs ${limit} functions at once in this account and region: a burst of webhooks takes all of them, and the rest is answered with errors.`,
        remedy: raise,
      });
    const query = {
      namespace: "AWS/Lambda",
      metric: "ConcurrentExecutions",
      dimensions: {},
      statistic: "Maximum",
    };
    const [points = []] = await readSeries(context, [{ ...query, periodSeconds: hourSeconds }], {
      from: now() - peakRangeMs,
      to: now(),
    });
    const peak = Math.max(0, ...points.map(({ value }) => value));
    if (peak >= limit * nearLimit)
      findings.push({
        level: "warn",
        text: `All functions of the account together ran ${peak} times at once in the last two weeks; Lambda's limit is ${limit}.`,
        remedy: `${raise} Or set executions aside for the bridge: \`concurrency\` in bridge.config.ts.`,
      });
    return findings;
  },
};
