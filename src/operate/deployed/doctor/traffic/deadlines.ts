import { alarmDefaults } from "../../../../stack/resources/monitoring/alarms/bridge-alarms.ts";
import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { readSeries } from "../../figures/read-metrics.ts";
import { providersOfSources } from "../../sources/source-providers.ts";
import { settingOf } from "../../stack/deployed-stack.ts";
import type { DeployedSubject } from "../subject.ts";

const lastDayMs = 24 * 3_600_000;

/** Per cent of a vendor's time limit that every hundredth answer takes, and from which some are too late. */
const badShare = 90;

/** Vendors whose time limits are at risk: what comes too late counts as failed there, and is sent again or switched off. */
export const deadlinesCheck: DoctorCheck<DeployedSubject> = {
  name: "deadlines",
  about: "answers that come near a vendor's time limit",
  async run({ context, now }) {
    const { stack, stackName, config } = context;
    if (stack.inventory.buffered) return { skipped: "Behind buffer-first, API Gateway answers." };
    if (settingOf(stack, "metrics") === "totals")
      return { skipped: 'Its metrics do not tell sources apart (`metrics: "totals"`).' };
    const warnShare = config?.deployment.alarms?.deadlineShare ?? alarmDefaults.deadlineShare;
    const limited = Array.from(await providersOfSources(context)).flatMap(([source, { deadlineSeconds }]) =>
      deadlineSeconds === undefined ? [] : [{ source, deadlineSeconds }],
    );
    const namespace = settingOf(stack, "metricsNamespace") ?? `Hookbridge/${stackName}`;
    const queries = limited.map(({ source }) => ({
      namespace,
      metric: "deadlineShare",
      dimensions: { service: "receive", source },
      statistic: "p99",
      periodSeconds: 3_600,
    }));
    const hours = await readSeries(context, queries, { from: now() - lastDayMs, to: now() });
    return limited.flatMap(({ source, deadlineSeconds }, index): readonly DoctorFinding[] => {
      const worst = Math.max(0, ...(hours[index] ?? []).map(({ value }) => value));
      if (worst < warnShare) return [];
      return [
        {
          level: worst >= badShare ? "bad" : "warn",
          text:
            `In the worst hour of the last day, one answer in a hundred to ${source} took ${Math.round(worst)} % of its ` +
            `vendor's ${deadlineSeconds} s or more.`,
          remedy:
            "Look for cold starts and for slow calls (docs/alarms.md#deadlinealarm); more memory for `receive` makes starts faster.",
        },
      ];
    });
  },
};
