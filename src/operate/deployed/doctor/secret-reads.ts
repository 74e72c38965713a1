import { GetServiceSettingCommand } from "@aws-sdk/client-ssm";
import { ids } from "../../../stack/deployment.ts";
import type { DoctorCheck } from "../../doctor/finding.ts";
import { askAws } from "../ask-aws.ts";
import { readSeries } from "../figures/read-metrics.ts";
import { physicalId, settingOf } from "../stack/deployed-stack.ts";
import type { DeployedSubject } from "./subject.ts";

/** Parameter Store's reads a second by default, and those that wait in it meanwhile: docs/deploying.md#bursts. */
const readsAtOnce = 80;

/** Parameters of one read, and reads of one start at most. */
const parametersOfRead = 10;
const mostReads = 3;

const burstRangeMs = 14 * 24 * 3_600_000;
const highThroughput = "/ssm/parameter-store/high-throughput-enabled";

/** Whether starts of `receive` can ask Parameter Store for more secrets at once than it gives. */
export const secretReadsCheck: DoctorCheck<DeployedSubject> = {
  name: "secret-reads",
  about: "whether Parameter Store can keep up with a burst",
  async run({ context, now }) {
    const { stack, clients } = context;
    if (settingOf(stack, "secretStore") !== "ssm")
      return { skipped: "The secrets are in Secrets Manager, which can." };
    const sources = Object.keys(stack.inventory.sources).length;
    const reads = Math.min(mostReads, Math.max(1, Math.ceil(sources / parametersOfRead)));
    const query = {
      namespace: "AWS/Lambda",
      metric: "ConcurrentExecutions",
      dimensions: { FunctionName: physicalId(stack, ids.receive) ?? "" },
      statistic: "Maximum",
      periodSeconds: 3_600,
    };
    const [points = []] = await readSeries(context, [query], { from: now() - burstRangeMs, to: now() });
    const peak = Math.max(0, ...points.map(({ value }) => value));
    if (peak * reads <= readsAtOnce) return [];
    const { ServiceSetting } = await askAws("read the throughput of Parameter Store", () =>
      clients.ssm.send(new GetServiceSettingCommand({ SettingId: highThroughput })),
    );
    if (ServiceSetting?.SettingValue === "true") return [];
    return [
      {
        level: "warn",
        text:
          `\`receive\` ran ${peak} times at once in the last two weeks, and each start reads its secrets in ${reads} ` +
          `${reads === 1 ? "call" : "calls"}: Parameter Store gives 40 a second by default, and what it throttles is ` +
          "answered 503.",
        remedy:
          "Store the secrets in Secrets Manager (`secrets.store`), or turn on higher throughput: docs/deploying.md#bursts.",
      },
    ];
  },
};
