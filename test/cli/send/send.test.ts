import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startLocalAws } from "../../../src/local/aws/start-local-aws.ts";
import { type ServedBridge, serveFake } from "../../support/bridge/serve-fake.ts";
import { runHookbridge } from "../support/run-hookbridge.ts";
import { runBeside } from "../support/start-hookbridge.ts";

/** A request as the server got it. */
interface Got {
  readonly request: IncomingMessage;
  readonly body: string;
}
const got: Got[] = [];
let status = 200;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  got.push({ request, body: Buffer.concat(chunks).toString() });
  response.writeHead(status, status === 200 ? { "x-hookbridge-delivery": "dlv_1" } : {}).end();
});
let to: string;
let served: ServedBridge;
const project = mkdtempSync(join(tmpdir(), "hookbridge-send-"));
const secret = "a-secret-of-the-repository-and-of-nobody-else";

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  served = await serveFake();
  const src = JSON.stringify(join(import.meta.dirname, "../../../src"));
  const from = (path: string): string => JSON.stringify(JSON.parse(src) + path);
  writeFileSync(
    join(project, "bridge.config.ts"),
    `import { defineBridge } from ${from("/config/define-bridge.ts")};
    import { github, gitlab, stripe, twilio, awsSns } from ${from("/providers/index.ts")};
    export default defineBridge({ buses: { main: {} }, sources: {
      repo: { provider: github, bus: "main" }, billing: { provider: stripe, bus: "main" }, lab: { provider: gitlab, bus: "main" },
      calls: { provider: twilio, bus: "main" }, topics: { provider: awsSns, bus: "main" } } });`,
  );
  const secrets = {
    repo: [secret],
    billing: ["whsec_dGVzdGluZ190ZXN0aW5nX3Rlc3RpbmdfdGVzdGluZw=="],
    lab: [secret],
    calls: [secret],
  };
  writeFileSync(
    join(project, "secrets.json"),
    JSON.stringify({ ...secrets, topics: ["arn:aws:sns:eu-west-1:1:a"] }),
  );
});
beforeEach(() => {
  got.length = 0;
  status = 200;
});
afterAll(async () => {
  server.close();
  await served.close();
  rmSync(project, { recursive: true, force: true });
});

const send = (...args: readonly string[]) =>
  runBeside(["send", ...args, "--to", to, "--secrets", "secrets.json"], {
    cwd: project,
    env: { NO_COLOR: "1" },
  });

describe("to another URL", () => {
  it("goes a recorded request, signed with the source's secret, as a new event each time", async () => {
    const first = await send("repo", "--event", "issues.opened");
    expect(first).toEqual({
      ...{ code: 0, out: "issues.opened  200  dlv_1\n" },
      err: "What became of it: npx hookbridge deliveries show dlv_1\n",
    });
    await send("repo", "--event", "issues.opened");
    const [one, other] = got;
    expect(one?.request.url).toBe("/hooks/repo");
    expect(one?.request.headers["x-github-event"]).toBe("issues");
    for (const { request, body } of got)
      expect(request.headers["x-hub-signature-256"]).toBe(
        `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      );
    const ids = [one, other].map((each) => each?.request.headers["x-github-delivery"]);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it("goes what `--set` says, and every other number keeps its digits", async () => {
    const { code } = await send(
      ...["billing", "--event", "invoice.paid", "--set", "/data/object/id=in_42"],
      ...["--set", "/data/object/amount_paid=9007199254740993", "--set", "/data/object/lines/data/-={}"],
    );
    expect(code).toBe(0);
    const body = got[0]?.body ?? "";
    expect(body).toContain("9007199254740993");
    expect(JSON.parse(body)).toMatchObject({ type: "invoice.paid", data: { object: { id: "in_42" } } });
    expect(JSON.parse(body).id).toMatch(/^evt_/);
  });

  it("goes a form with another field", async () => {
    await send("calls", "--set", "/CallStatus=busy");
    expect(new URLSearchParams(got[0]?.body).get("CallStatus")).toBe("busy");
  });

  it("goes a whole body of a file, or of standard input, as it is", async () => {
    writeFileSync(join(project, "body.json"), '{ "action":"opened", "n": 1E400 }');
    await send("repo", "--event", "issues.opened", "--file", "body.json");
    const args = ["send", "repo", "--file", "-", "--to", to, "--secrets", "secrets.json"];
    await runBeside(args, { cwd: project, input: "{}" });
    expect(got.map(({ body }) => body)).toEqual(['{ "action":"opened", "n": 1E400 }', "{}"]);
  });

  it("goes what was recorded with --as-recorded", async () => {
    await send("repo", "--as-recorded");
    await send("repo", "--as-recorded");
    expect(got[0]?.body).toBe(got[1]?.body);
    expect(got[0]?.request.headers["x-github-delivery"]).toBe(got[1]?.request.headers["x-github-delivery"]);
  });

  it("is signed with a secret of standard input, which is not printed", async () => {
    const args = ["send", "repo", "--to", `${to}/base/hooks/other`, "--secret-stdin", "--json"];
    const { code, out, err } = await runBeside(args, {
      cwd: project,
      input: "another-secret-of-that-place\n",
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({
      ...{ source: "repo", sent: true, status: 200, id: "dlv_1" },
      ...{ event: expect.any(String), recorded: expect.any(String) },
    });
    const [{ request, body } = { request: undefined, body: "" }] = got;
    expect(request?.url).toBe("/base/hooks/other");
    expect(request?.headers["x-hub-signature-256"]).toContain(
      createHmac("sha256", "another-secret-of-that-place").update(body).digest("hex"),
    );
    expect(out).not.toContain("another-secret");
  });

  it("ends with 1 when it is not accepted, and with 3 when nothing answers", async () => {
    status = 401;
    expect(await send("repo", "--event", "push")).toEqual({
      ...{ code: 1, out: "push  401\n" },
      err: "Why it was refused: npx hookbridge explain\n",
    });
    const nobody = await runBeside(
      ["send", "repo", "--to", "http://127.0.0.1:1", "--secrets", "secrets.json"],
      {
        cwd: project,
      },
    );
    expect(nobody).toMatchObject({ code: 3, out: "", err: expect.stringContaining("ECONNREFUSED") });
  });

  it.each([
    [
      "an unknown event",
      ["repo", "--event", "isues.opened"],
      /no recorded request "isues\.opened"; similar: issues\.opened/,
    ],
    ["an unknown source", ["rep"], /has no source "rep"\.\n {2}next: {2}Use one of: repo/],
    ["a key that only the vendor has", ["topics"], /only the vendor has the key/],
    [
      "a pointer through a list by a name",
      ["billing", "--event", "invoice.paid", "--set", "/l=[1]", "--set", "/l/x=1"],
      /no place for/,
    ],
    ["a value without a pointer", ["repo", "--set", "x=1"], /JSON pointer/],
    ["a file that is not there", ["repo", "--file", "none.json"], /none\.json/],
  ])("refuses %s with 2", async (_, args, message) => {
    const { code, out, err } = await send(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(got).toEqual([]);
  });

  it("is signed with the secret that a stage has in Parameter Store (the embedded one)", async () => {
    const cloud = await startLocalAws(join(project, "aws"), "us-east-1", Date.now);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const ssm = new SSMClient({ endpoint: cloud.endpoints.ssm, region: "us-east-1", credentials });
    const Value = JSON.stringify(["the-secret-of-the-stage", "an-older-one"]);
    await ssm.send(new PutParameterCommand({ Name: "/hookbridge/dev/repo", Value, Type: "SecureString" }));
    const args = ["send", "repo", "--to", to, "--stage", "dev", "--region", "us-east-1"];
    const env = {
      ...{
        AWS_ENDPOINT_URL_SSM: cloud.endpoints.ssm,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
    };
    const { code, out } = await runBeside(args, { cwd: project, env });
    await cloud.close();
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/ {2}200 {2}dlv_1\n$/) });
    const [{ request, body } = { request: undefined, body: "" }] = got;
    expect(request?.headers["x-hub-signature-256"]).toBe(
      `sha256=${createHmac("sha256", "the-secret-of-the-stage").update(body).digest("hex")}`,
    );
  });

  it("does not send a token over a network without encryption", () => {
    const args = ["send", "lab", "--to", "http://hooks.example.com", "--secrets", "secrets.json"];
    const { code, err } = runHookbridge(args, { cwd: project });
    expect(code).toBe(2);
    expect(err).toMatch(/carry the secret of "lab" itself.*\n {2}next: {2}Use an https URL\./);
    expect(err).not.toContain(secret);
  });
});

describe("to the running bridge", () => {
  const bridge = () => ["--data-dir", served.dataDirectory];

  it("goes an order, and the next command is told on stderr", async () => {
    const { code, out, err } = await runBeside(["send", "acme-github", "--event", "push", ...bridge()]);
    expect({ code, out }).toEqual({ code: 0, out: "push  200  dlv_sample\n" });
    expect(err).toBe("What became of it: npx hookbridge deliveries show dlv_sample\n");
  });

  it("is not there: says how to start one", () => {
    const { code, out, err } = runHookbridge(["send", "repo", "--data-dir", join(project, "nowhere")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/No bridge runs here.*\n {2}next: {2}Start it/);
  });

  it("signs with its own secret: --secret-stdin is refused", () => {
    const { code, err } = runHookbridge(["send", "repo", "--secret-stdin"], { cwd: project });
    expect(code).toBe(2);
    expect(err).toContain("--secret-stdin goes with --to");
  });
});

describe("--list", () => {
  it("lists events and recorded requests on stdout, as JSON too", () => {
    const { code, out, err } = runHookbridge(["send", "repo", "--list"], { cwd: project });
    expect(code).toBe(0);
    expect(out).toMatch(/^issues\.opened +issue-opened$/m);
    expect(err).toMatch(/^Send one: npx hookbridge send repo --event '/);
    const json = runHookbridge(["send", "repo", "--list", "--json"], { cwd: project });
    expect(JSON.parse(json.out)).toContainEqual({ name: "issue-opened", event: "issues.opened" });
  });
});
