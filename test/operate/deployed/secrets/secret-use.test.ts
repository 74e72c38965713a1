/** CloudWatch, as a recorded server answers with AWS's shapes. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { metricSecretUse } from "../../../../src/operate/deployed/secrets/secret-use.ts";
import { deploymentOf } from "../../../../src/stack/deployment.ts";
import { type Answers, type RecordedAws, recordedAws } from "../support/recorded-aws.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 30, 12);
const deployment = deploymentOf(defineBridge({ buses: { main: {} }, sources: {} }), "dev");

let aws: RecordedAws | undefined;
const start = async (answers: Answers): Promise<void> => {
  aws = await recordedAws(answers);
  for (const [name, value] of Object.entries(aws.variables)) vi.stubEnv(name, value);
};
beforeEach(() => {
  aws = undefined;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws?.close();
});

const at = (minutes: number): number => (now - minutes * minute) / 1_000;
const series = (Id: string, points: readonly (readonly [number, number])[]) => ({
  Id,
  StatusCode: "Complete",
  Timestamps: points.map(([minutes]) => at(minutes)),
  Values: points.map(([, value]) => value),
});

describe("the use of secrets in the metrics of a stack", () => {
  it("is the last five minutes in which more was accepted than older secrets matched, and the last in which one did", async () => {
    await start({
      GetMetricData: ({ NextToken }) =>
        NextToken === undefined
          ? {
              MetricDataResults: [
                series("m0", [
                  [10, 4],
                  [90, 7],
                ]),
                series("m1", [[10, 4]]),
              ],
              NextToken: "n",
            }
          : { MetricDataResults: [series("m0", [[95, 2]]), series("m1", [[90, 3]])] },
    });
    const use = await metricSecretUse(deployment, {}, () => now)("code", now - 600 * minute);
    expect(use).toEqual({
      from: "the metrics of the stack",
      newestAt: now - 85 * minute,
      olderAt: now - 5 * minute,
    });
    const input = aws?.calls[0]?.input as {
      readonly MetricDataQueries: readonly { readonly MetricStat: { readonly Metric: unknown } }[];
      readonly StartTime: number;
    };
    expect(input.MetricDataQueries.map(({ MetricStat }) => MetricStat.Metric)).toEqual(
      ["accepted", "olderSecretMatched"].map((MetricName) => ({
        Namespace: "Hookbridge/hookbridge-dev",
        MetricName,
        Dimensions: [
          { Name: "service", Value: "receive" },
          { Name: "source", Value: "code" },
        ],
      })),
    );
    // Functions may use secrets for five minutes that they have read before.
    expect(input.StartTime).toBe(at(595));
  });

  it("is nothing where nothing was counted, and not known in the first minutes", async () => {
    await start({
      GetMetricData: () => ({
        MetricDataResults: [series("m0", []), series("m1", [])],
      }),
    });
    const read = metricSecretUse(deployment, {}, () => now);
    expect(await read("code", now - 60 * minute)).toEqual({ from: "the metrics of the stack" });
    expect(await read("code", now - 4 * minute)).toEqual({ unknown: expect.stringMatching(/only now/) });
    expect(aws?.calls).toHaveLength(1);
  });

  it("is that of all sources where metrics are not counted by source, and it says so", async () => {
    await start({ GetMetricData: () => ({ MetricDataResults: [series("m0", [[20, 1]])] }) });
    const totals = deploymentOf(
      defineBridge({ buses: { main: {} }, sources: {}, deployment: { metrics: "totals" } }),
      "dev",
    );
    const use = await metricSecretUse(totals, {}, () => now)("code", now - 60 * minute);
    expect(use).toEqual({
      from: expect.stringMatching(/count all sources together/),
      newestAt: now - 15 * minute,
    });
    expect(JSON.stringify(aws?.calls)).not.toContain('"source"');
  });
});
