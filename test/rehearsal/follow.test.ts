import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { RunningBridge, StreamItem } from "../../src/operate/bridge.ts";
import { openDeployedBridge } from "../../src/operate/deployed/deployed-bridge.ts";
import { startHookbridge } from "../cli/support/start-hookbridge.ts";
import { copyProject, oslsWith } from "../stack/packaged/package-fixture.ts";
import { accepted, observedLines, published, rejected } from "../support/observed.ts";

const endpoint = inject("endpoint");
const settings = {
  endpoint,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  region: "us-east-1",
};
const variables = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** What is made stays on an endpoint that lasts; moto gives archives names as long as the stack's, and takes 48 characters. */
const name = `e${Date.now().toString(36)}`;
const stack = `${name}-dev`;

/** Behind a REST API: moto's CloudFormation knows no other gateway. */
const project = copyProject(`
import { defineBridge } from "hookbridge";
import { slack } from "hookbridge/providers";
export default defineBridge({
  name: "${name}", buses: { events: { archiveDays: 3 }, people: {} },
  sources: { "acme-slack": { provider: slack, bus: "events" } },
  deployment: { frontDoor: { kind: "rest-api" } },
});`);

const opened = (write = false): Promise<RunningBridge> =>
  openDeployedBridge({ stage: "dev", name, region: "us-east-1", write, now: Date.now });

/** Writes lines into a function's log. */
async function log(service: "receive" | "publish", lines: readonly string[]): Promise<void> {
  const logs = new CloudWatchLogsClient(settings);
  const stream = { logGroupName: `/aws/lambda/${stack}-${service}`, logStreamName: `s${Date.now()}` };
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = lines.map((message) => ({ timestamp: Date.now(), message }));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
}

/** Rules and queues of followers that are in AWS. */
async function followers(): Promise<readonly string[]> {
  const prefix = `hookbridge-tail-${stack}`;
  const rules = await Promise.all(
    ["events", "people"].map((bus) =>
      new EventBridgeClient(settings).send(
        new ListRulesCommand({ EventBusName: `${stack}-${bus}`, NamePrefix: prefix }),
      ),
    ),
  );
  const queues = await new SQSClient(settings).send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
  return [
    ...rules.flatMap(({ Rules = [] }) => Rules.map(({ Name = "" }) => Name)),
    ...(queues.QueueUrls ?? []),
  ];
}

const detail = (type: string): string =>
  JSON.stringify({
    specversion: "1.0",
    id: "ev1",
    type,
    bridgesource: "acme-slack",
    deliveryid: accepted.deliveryId,
  });

beforeAll(async () => {
  for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
  await oslsWith(variables, project, "deploy", "--stage", "dev", "--region", "us-east-1");
}, 600_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(project, { recursive: true, force: true });
});

describe("a stack that osls has deployed to an AWS that is not ours, and who operates it", () => {
  it("finds the stack, its sources and their secrets, and its empty queues", async () => {
    const ssm = new SSMClient(settings);
    const Value = JSON.stringify(["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"]);
    const parameter = { Name: `/${name}/dev/acme-slack`, Value, Type: "SecureString" } as const;
    await ssm.send(new PutParameterCommand(parameter));
    const bridge = await opened();
    expect(bridge.place).toMatchObject({
      kind: "stage",
      name,
      stage: "dev",
      region: "us-east-1",
      account: "123456789012",
    });
    expect(bridge.place.url).toMatch(/^https:\/\/.*execute-api/);
    expect(bridge.place.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await bridge.sources()).toMatchObject([
      { name: "acme-slack", secrets: 2, provider: { name: "Slack" } },
    ]);
    const to = Date.now();
    const overview = await bridge.overview({ from: to - 3_600_000, to });
    expect(overview).toMatchObject({ accepted: 0, deadLetters: 0, queue: { waiting: 0 }, attention: [] });
    await bridge.close();
  });

  it("reads requests out of the logs of both functions", async () => {
    await log("receive", [
      ...observedLines((to) => to.received({ ...accepted, source: "acme-slack" }), {}, "receive", Date.now()),
      ...observedLines((to) => to.received(rejected), {}, "receive", Date.now()),
    ]);
    await log(
      "publish",
      observedLines((to) => to.published(published), {}, "publish", Date.now()),
    );
    const bridge = await opened();
    const { items } = await bridge.requests({});
    expect(items.map(({ id, outcome }) => [id, outcome]).sort()).toEqual([
      [accepted.deliveryId, "published"],
      ["req_1", "refused"],
    ]);
    expect(await bridge.request(accepted.deliveryId ?? "")).toMatchObject({
      outcome: "published",
      published: 2,
    });
    await bridge.close();
  });

  it("follows events of each bus and requests, and leaves nothing", async () => {
    const bridge = await opened();
    const stop = new AbortController();
    const items: StreamItem[] = [];
    const following = (async () => {
      for await (const item of bridge.stream({ signal: stop.signal })) items.push(item);
    })();
    await expect.poll(followers, { timeout: 30_000 }).toHaveLength(4);
    const eventBridge = new EventBridgeClient(settings);
    const put = async (): Promise<number> => {
      const Entries = ["events", "people"].map((bus) => ({
        EventBusName: `${stack}-${bus}`,
        Source: "com.slack",
        DetailType: "message",
        Detail: detail(`com.slack.${bus}`),
      }));
      await eventBridge.send(new PutEventsCommand({ Entries }));
      return new Set(
        items.flatMap((item) => (item.kind === "event" ? [`${item.row.bus} ${item.row.type}`] : [])),
      ).size;
    };
    await expect.poll(put, { timeout: 30_000, interval: 1_000 }).toBe(2);
    expect(items.find((item) => item.kind === "event" && item.row.bus === "people")).toMatchObject({
      row: { type: "com.slack.people", name: "message", source: "acme-slack", delivery: accepted.deliveryId },
    });
    await log(
      "receive",
      observedLines((to) => to.received({ ...rejected, id: "req_9" }), {}, "receive", Date.now()),
    );
    await expect
      .poll(() => items.some((item) => item.kind === "request" && item.row.id === "req_9"), {
        timeout: 30_000,
      })
      .toBe(true);
    stop.abort();
    await following;
    expect(await followers()).toEqual([]);
    await bridge.close();
  });

  it("leaves nothing when it is closed in the middle of setting up", async () => {
    for (const wait of [0, 20, 60, 120, 250]) {
      const bridge = await opened();
      const reader = bridge.stream({ signal: new AbortController().signal })[Symbol.asyncIterator]();
      const waiting = reader.next();
      await new Promise((done) => setTimeout(done, wait));
      await bridge.close();
      expect(await waiting).toMatchObject({ done: true });
      expect(await followers()).toEqual([]);
    }
  });

  it("shows it in the browser: two windows follow once, nothing is changed, and nothing is left", async () => {
    const args = ["console", "--stage", "dev", "--name", name, "--region", "us-east-1", "--port", "0"];
    const run = startHookbridge(args, { cwd: tmpdir(), env: variables });
    try {
      const [, url = ""] = await run.until("out", /^ready (\S+)\n/);
      const html = await (await fetch(`${url}/stream`)).text();
      const [, token = ""] = /name="token" content="([^"]+)"/.exec(html) ?? [];
      const place = await (await fetch(`${url}/api/place`)).json();
      expect(place).toMatchObject({ stage: "dev", account: "123456789012", mayWrite: false });
      const replay = { bus: "events", from: 0, to: Date.now() };
      const refused = await fetch(`${url}/api/replays`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(replay),
      });
      expect([refused.status, await refused.json()]).toEqual([
        403,
        expect.objectContaining({ error: "forbidden" }),
      ]);

      const windows = await Promise.all([fetch(`${url}/api/stream`), fetch(`${url}/api/stream`)]);
      const texts = ["", ""];
      for (const [index, { body }] of windows.entries())
        void (async () => {
          for await (const part of body ?? []) texts[index] += new TextDecoder().decode(part);
        })().catch(() => undefined);
      await expect.poll(followers, { timeout: 30_000 }).toHaveLength(4);
      const events = new EventBridgeClient(settings);
      const entry = { EventBusName: `${stack}-events`, Source: "com.slack", DetailType: "message" };
      const seen = async (): Promise<readonly boolean[]> => {
        await events.send(
          new PutEventsCommand({ Entries: [{ ...entry, Detail: detail("com.slack.both") }] }),
        );
        return texts.map((text) => text.includes("com.slack.both"));
      };
      await expect.poll(seen, { timeout: 30_000, interval: 1_000 }).toEqual([true, true]);
      run.child.kill("SIGINT");
      expect((await run.ended).code).toBe(130);
      expect(await followers()).toEqual([]);
    } finally {
      run.child.kill("SIGKILL");
    }
  });
});
