/** The commands of `secrets` against moto: both stores with their histories, and the metrics of CloudWatch. */
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { afterAll, describe, expect, inject, it, vi } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { openStageSecrets } from "../../src/operate/deployed/secrets/open-stage-secrets.ts";
import { metricSecretUse } from "../../src/operate/deployed/secrets/secret-use.ts";
import { deploymentOf } from "../../src/stack/deployment.ts";
import { configWith, makeProject } from "../cli/support/make-project.ts";
import { type Ended, runHookbridge } from "../cli/support/run-hookbridge.ts";

const endpoint = inject("endpoint");
const variables = {
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "eu-west-1",
};
for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);

/** What is made stays on an endpoint that lasts: each rehearsal has names of its own. */
const name = `hooks${Date.now().toString(36)}`;
const project = makeProject(
  configWith(
    { code: "github", chat: "meta" },
    `name: "${name}", stages: { prod: { deployment: { secrets: { store: "secrets-manager" } } } },`,
  ),
);
afterAll(() => project.remove());

const [first, second] = ["Zk3-unlikely-text-of-the-first", "Qv8-unlikely-text-of-the-second"];
const run = (words: string, input = ""): Ended =>
  runHookbridge(["secrets", ...words.split(" ")], { cwd: project.folder, env: variables, input });

describe.each([
  ["dev", "the SSM parameter"],
  ["prod", "the secret"],
])("secrets of the stage %s against an AWS that is not ours", (stage, kind) => {
  const deployment = deploymentOf(
    defineBridge({
      name,
      buses: { main: {} },
      sources: {},
      stages: { prod: { deployment: { secrets: { store: "secrets-manager" } } } },
    }),
    stage,
  );

  it("are stored, rotated, listed and checked", async () => {
    expect(run(`check --stage ${stage}`).code).toBe(1);
    expect(run(`set code --stage ${stage}`, first).err).toContain(`in ${kind} /${name}/${stage}/code`);
    expect(run(`rotate code --stage ${stage}`, second).code).toBe(0);
    const place = await openStageSecrets(deployment, {});
    expect((await place.read(["code", "chat"])).get("code")?.texts).toEqual([second, first]);
    expect(run(`rotate code --state --stage ${stage}`)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/unknown/),
    });
    expect(run(`rotate code --finish --force --stage ${stage}`).code).toBe(0);
    expect(run(`set chat --role verifyToken --generate --stage ${stage}`).code).toBe(0);
    const rows = JSON.parse(run(`list --stage ${stage} --json`).out);
    expect(rows).toMatchObject([
      { source: "code", secrets: 1, state: "set" },
      { source: "chat", secrets: 1, roles: { verifyToken: 1 } },
    ]);
    expect(await place.former("code")).toEqual([{ secret: first, removedAt: expect.any(String) }]);
  });
});

it("the metrics of a stack tell which secret matched last", async () => {
  const now = Date.now();
  const cloudWatch = new CloudWatchClient({});
  const at = (minutes: number): Date => new Date(now - minutes * 60_000);
  const deployment = deploymentOf(defineBridge({ name, buses: { main: {} }, sources: {} }), "dev");
  const Dimensions = [
    { Name: "service", Value: "receive" },
    { Name: "source", Value: "code" },
  ];
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: `Hookbridge/${name}-dev`,
      MetricData: [
        { MetricName: "accepted", Dimensions, Timestamp: at(130), Value: 1 },
        { MetricName: "olderSecretMatched", Dimensions, Timestamp: at(130), Value: 1 },
        { MetricName: "accepted", Dimensions, Timestamp: at(20), Value: 1 },
      ],
    }),
  );
  const use = await metricSecretUse(deployment, {}, () => now)("code", now - 300 * 60_000);
  expect(use).toMatchObject({ from: "the metrics of the stack" });
  const { newestAt = 0, olderAt = 0 } = "unknown" in use ? {} : use;
  expect(Math.abs(newestAt - at(17).getTime())).toBeLessThan(5 * 60_000);
  expect(Math.abs(olderAt - at(127).getTime())).toBeLessThan(5 * 60_000);
});
