import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { ListQueuesCommand } from "@aws-sdk/client-sqs";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { afterEach, expect, test } from "vitest";
import { makeClients } from "../../../src/local/aws/clients.ts";
import { startLocalAws } from "../../../src/local/aws/start-local-aws.ts";
import { openLocalBridge } from "../../../src/operate/local/local-bridge.ts";
import { deliver, makeTestProject, type TestProject, until } from "./runtime-fixture.ts";

const program = resolve(import.meta.dirname, "../../../src/cli/hookbridge.ts");

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exited: Promise<number | null>;
}

const runs: Run[] = [];
afterEach(() => {
  for (const { child } of runs.splice(0)) child.kill("SIGKILL");
});

function run(place: TestProject, ...flags: readonly string[]): Run {
  return runWith({}, place, ...flags);
}

function runWith(variables: Record<string, string>, place: TestProject, ...flags: readonly string[]): Run {
  const common = ["--config", place.configFile, "--data-dir", place.dataDirectory, "--port", "0"];
  const { AWS_ENDPOINT_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, "start", ...common, ...flags], {
    env: { ...env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  const exited = once(child, "close").then(([code]) => code as number | null);
  const started = { child, out: () => out, err: () => err, exited };
  runs.push(started);
  return started;
}

function ready({ child, out, err }: Run): Promise<string> {
  return until(async () => {
    if (child.exitCode !== null) throw new Error(`It has ended: ${out()}${err()}`);
    return /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out() + err())?.[1];
  });
}

const body = (id: string): string => JSON.stringify({ action: "opened", id });

async function ids({ dataDirectory }: TestProject): Promise<readonly string[]> {
  const bridge = await openLocalBridge({ dataDirectory });
  const { items } = await bridge.events({ limit: 1_000 });
  await bridge.close();
  return items.map(({ eventId }) => eventId);
}

test("a kill loses nothing that was acknowledged", async () => {
  const place = makeTestProject();
  const first = run(place, "--secrets", place.secretsFile);
  const url = await ready(first);
  const acknowledged: string[] = [];
  const deliveries: string[] = [];
  const sending = Array.from({ length: 60 }, async (_, index) => {
    const answer = await deliver(url, body(`kill-${index}`)).catch(() => undefined);
    if (answer?.status === 200) {
      acknowledged.push(`kill-${index}`);
      deliveries.push(answer.headers.get("x-hookbridge-delivery") ?? "");
    }
    if (acknowledged.length === 30) first.child.kill("SIGKILL");
  });
  await Promise.all(sending);
  await first.exited;
  expect(acknowledged.length).toBeGreaterThanOrEqual(30);

  const second = run(place, "--secrets", place.secretsFile);
  await ready(second);
  await until(async () => {
    const seen = new Set(await ids(place));
    return acknowledged.every((id) => seen.has(id));
  });
  const bridge = await openLocalBridge({ dataDirectory: place.dataDirectory });
  for (const id of deliveries)
    await until(async () => ["published", "duplicate"].includes((await bridge.request(id))?.outcome ?? ""));
  await bridge.close();
  second.child.kill("SIGTERM");
  expect(await second.exited).toBe(0);
}, 60_000);

test("SIGTERM answers what is under way, empties the queue and ends with 0", async () => {
  const place = makeTestProject();
  const first = run(place, "--secrets", place.secretsFile, "--json");
  const url = await ready(first);
  const acknowledged: string[] = [];
  const sending = Array.from({ length: 40 }, async (_, index) => {
    const answer = await deliver(url, body(`term-${index}`)).catch(() => undefined);
    if (answer?.status === 200) acknowledged.push(`term-${index}`);
    if (index === 20) first.child.kill("SIGTERM");
  });
  await Promise.all(sending);
  expect(await first.exited).toBe(0);
  const lines = first.out().trimEnd().split("\n");
  const printed = new Set(
    lines.map(
      (line) => (JSON.parse(line) as { event: { detail: { data: { id: string } } } }).event.detail.data.id,
    ),
  );
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const id of acknowledged) expect(printed).toContain(id);
}, 60_000);

test("random secrets are made once, readable by the owner only, and the next run uses them again", async () => {
  const place = makeTestProject();
  const first = run(place);
  await ready(first);
  const file = join(place.dataDirectory, "secrets.json");
  expect(first.out()).toContain(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file, "utf8");
  for (const [made] of Object.values(JSON.parse(before) as Record<string, string[]>))
    expect(first.out()).not.toContain(made);

  const other = run(place);
  expect(await other.exited).toBe(2);
  expect(other.err()).toMatch(/Another hookbridge \(process \d+\).*\n {2}next:/s);

  first.child.kill("SIGKILL");
  await first.exited;
  const second = run(place);
  await ready(second);
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(second.out()).not.toContain(file);
}, 60_000);

test("only the owner can read the data, also in a directory that existed before", async () => {
  const place = makeTestProject();
  mkdirSync(place.dataDirectory);
  chmodSync(place.dataDirectory, 0o755);
  const url = await ready(run(place, "--secrets", place.secretsFile));
  await deliver(url, body("kept"));
  await until(async () => (await ids(place)).includes("kept"));
  const entries = readdirSync(place.dataDirectory, { recursive: true, encoding: "utf8" });
  const open = entries.filter((entry) => statSync(join(place.dataDirectory, entry)).mode & 0o077);
  expect(open).toEqual([]);
}, 60_000);

test("Ctrl-C ends with 0 after the queue is empty", async () => {
  const place = makeTestProject();
  const started = run(place, "--secrets", place.secretsFile);
  const url = await ready(started);
  expect(await deliver(url, body("last"))).toMatchObject({ status: 200 });
  started.child.kill("SIGINT");
  // As `npm start` passes it on once more.
  setTimeout(() => started.child.kill("SIGINT"), 20);
  expect(await started.exited).toBe(0);
  expect(started.err()).toBe("");
}, 60_000);

async function refusal(place: TestProject, ...flags: readonly string[]): Promise<string> {
  const failed = run(place, ...flags);
  expect(await failed.exited).toBe(2);
  expect(failed.err()).toContain("  next:");
  expect(failed.err()).not.toMatch(/^\s+at /m);
  return failed.err();
}

test("an error at the start says what to do", async () => {
  const place = makeTestProject();
  const squatter = createServer().listen(0, "127.0.0.1");
  await once(squatter, "listening");
  const { port } = squatter.address() as AddressInfo;
  expect(await refusal(place, "--port", String(port))).toMatch(
    new RegExp(`Port ${port} .*--port ${port + 1}`, "s"),
  );
  squatter.close();

  expect(await refusal({ ...place, configFile: join(place.directory, "none.ts") })).toContain("none.ts");
  const broken = join(place.directory, "broken.config.ts");
  writeFileSync(broken, "export default {");
  expect(await refusal({ ...place, configFile: broken })).toContain("broken.config.ts");

  const secrets = join(place.directory, "broken.json");
  writeFileSync(secrets, '{"repo": ["hush"');
  const printed = await refusal(place, "--secrets", secrets);
  expect(printed).toContain("is not valid JSON");
  expect(printed).not.toContain("hush");
}, 60_000);

test("a blank or missing secret is a warning with its source, which answers 503", async () => {
  const place = makeTestProject();
  writeFileSync(place.secretsFile, '{"repo": ["  "], "broken": []}');
  const started = run(place, "--secrets", place.secretsFile);
  const url = await ready(started);
  expect(started.out()).toMatch(/warning: source "repo" has a blank .*secrets\.json/);
  expect(started.out()).toMatch(/warning: source "broken" has no secret in .*secrets\.json/);
  expect(started.out()).toMatch(/warning: source "bare" has no secret/);
  for (const source of ["repo", "broken", "bare"]) {
    const answer = await deliver(url, body("x"), source);
    expect([source, answer.status, answer.headers.has("retry-after")]).toEqual([source, 503, true]);
  }
}, 60_000);

test("one service can come from elsewhere: it is named at the start, and deliveries and secrets go through it", async () => {
  const other = await startLocalAws(join(makeTestProject().directory, "other"), "us-east-1", Date.now);
  const place = makeTestProject();
  const { sqs, ssm } = other.endpoints;
  const started = runWith(
    { AWS_ENDPOINT_URL_SQS: sqs, AWS_ENDPOINT_URL_SSM: ssm },
    place,
    "--secrets",
    place.secretsFile,
  );
  const url = await ready(started);
  expect(started.out()).toMatch(new RegExp(`^SQS +${sqs} +not embedded: AWS_ENDPOINT_URL_SQS$`, "m"));
  expect(started.out()).toMatch(
    new RegExp(`^Parameter Store +${ssm} +not embedded: AWS_ENDPOINT_URL_SSM$`, "m"),
  );
  expect(started.out()).toMatch(/^EventBridge +http:\/\/127\.0\.0\.1:\d+$/m);
  expect(await deliver(url, body("mixed"))).toMatchObject({ status: 200 });
  await until(async () => (await ids(place)).includes("mixed"));
  started.child.kill("SIGTERM");
  expect(await started.exited).toBe(0);

  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clients = makeClients({
    endpoints: other.endpoints,
    region: "us-east-1",
    embedded: true,
    credentials,
  });
  const { QueueUrls = [] } = await clients.sqs.send(new ListQueuesCommand({}));
  expect(QueueUrls.map((queue) => queue.split("/").at(-1))).toContain("hookbridge-local");
  const { Parameter } = await clients.ssm.send(
    new GetParameterCommand({ Name: "/hookbridge/local/repo", WithDecryption: true }),
  );
  expect(Parameter?.Value).toContain("Secret to Everybody");
  clients.close();
  await other.close();
}, 60_000);
