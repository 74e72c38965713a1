import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";
import { projectFolder, type Surroundings } from "../support/run-hookbridge.ts";
import { runBeside } from "../support/start-hookbridge.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(projectFolder, ".hookbridge-doctor-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A server whose clock is off by so many seconds. */
const servers: Server[] = [];
async function clockOff(seconds: number): Promise<Readonly<Record<string, string>>> {
  const server = createServer((_, response) => {
    response.sendDate = false;
    response.setHeader("date", new Date(Date.now() + seconds * 1000).toUTCString());
    response.end();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, NO_COLOR: "1" };
}
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

const config = (sources: string): string => {
  const file = join(directory, "bridge.config.ts");
  writeFileSync(
    file,
    `import { defineBridge } from "hookbridge";\nimport { github, stripe } from "hookbridge/providers";\n` +
      `export default defineBridge({ buses: { all: {} }, sources: { ${sources} } });\n`,
  );
  return file;
};

/** A port that nothing listens on: the usual one may be taken by a bridge of this machine. */
let freePort = 0;
beforeAll(async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  freePort = (server.address() as AddressInfo).port;
  await new Promise((done) => server.close(done));
});

const good = '"acme-github": { provider: github, bus: "all" }';

async function doctor(words: readonly string[], env: Readonly<Record<string, string>>) {
  const surroundings: Surroundings = { cwd: directory, env };
  return runBeside(["doctor", "--port", String(freePort), ...words], surroundings);
}

interface Answer {
  readonly subject: string;
  readonly findings: readonly {
    readonly check: string;
    readonly level: string;
    readonly text: string;
    readonly remedy: string;
    readonly command?: string;
  }[];
  readonly checks: readonly { readonly check: string; readonly result: string }[];
  readonly notes: readonly string[];
}

describe("on this machine, where no bridge runs", () => {
  it("ends with 0 where nothing is wrong, and says what it looked at", async () => {
    config(good);
    const { code, out, err } = await doctor([], await clockOff(0));
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(/^The bridge on this machine: \d checks, nothing wrong\. Left out: .*No bridge runs/);
  });

  it("a configuration that can't be loaded is a finding, and the other checks are made", async () => {
    config('"acme-github": { provider: github, bus: "none" }');
    const { code, out, err } = await doctor([], await clockOff(0));
    expect(code).toBe(1);
    expect(out).toMatch(/^bad {3}configuration: .*"none"/);
    expect(out).toContain("      next:  ");
    expect(err).toContain("1 finding, 1 of them bad. Left out: secrets (The configuration can't be loaded)");
  });

  it("a name that no event has is a finding, and starts no bridge", async () => {
    const file = config('"acme-github": { provider: github, bus: "all", accept: ["pusch"] }');
    const { code, out } = await doctor(["--json"], await clockOff(0));
    const { findings }: Answer = JSON.parse(out);
    expect(code).toBe(1);
    const text = expect.stringMatching(
      /source "acme-github" accepts "pusch", which is none of the \d+ known events/,
    );
    const remedy = expect.stringContaining('The nearest is "push"');
    expect(findings).toContainEqual({ check: "configuration", level: "bad", text, remedy });
    const start = ["start", "--port", String(freePort), "--config", file];
    const started = await runBeside(start, { cwd: directory, env: { NO_COLOR: "1" } });
    expect([started.code, started.out]).toEqual([2, ""]);
    expect(started.err).toMatch(/^error: .*"pusch".*\n {2}next: {2}The nearest is "push"/m);
  });

  it("names doubtful secrets, with the command, and never a secret", async () => {
    config(`${good}, billing: { provider: stripe, bus: "all" }`);
    mkdirSync(join(directory, ".hookbridge"), { mode: 0o700 });
    const secrets = { billing: ["changeme"], "acme-github": ["'hunter2-hunter2-hunter2-hunter2'"] };
    writeFileSync(join(directory, ".hookbridge/secrets.json"), JSON.stringify(secrets), { mode: 0o600 });
    const { code, out, err } = await doctor(["--json"], await clockOff(0));
    const { findings }: Answer = JSON.parse(out);
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({
      check: "secrets",
      level: "bad",
      text: expect.stringContaining("billing: It is blank or a placeholder."),
      command: "npx hookbridge secrets set billing",
    });
    expect(out + err).not.toMatch(/hunter2|changeme/);
  });

  it.each([
    [90, "bad", /90 s behind/],
    [-20, "warn", /20 s ahead of/],
  ])("a clock that is off by %i s is %s", async (seconds, level, text) => {
    config(good);
    const { code, out } = await doctor(["--json"], await clockOff(seconds));
    const answer: Answer = JSON.parse(out);
    expect(code).toBe(1);
    expect(answer.findings).toMatchObject([{ check: "clock", level, text: expect.stringMatching(text) }]);
    expect(answer.checks.map(({ check }) => check)).toEqual([
      ...["node", "configuration", "secrets", "port", "clock", "refusals", "subscriptions", "dead-letters"],
    ]);
  });

  it("--region without a stage is wrong use", async () => {
    config(good);
    const { code, out, err } = await doctor(["--region", "eu-west-1"], await clockOff(0));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("--region is for a deployed bridge, and no stage is named.");
  });
});

describe("beside a running bridge", () => {
  const { run } = besideBridge();

  it("names refused requests and dead letters by their cause, with the next command", async () => {
    const file = config(good);
    const env = await clockOff(0);
    const { code, out } = await run(["doctor", "--json", "--config", file], { env });
    const { findings }: Answer = JSON.parse(out);
    expect(code).toBe(1);
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(["refusals", "dead-letters"]));
    const refusal = findings.find(({ check }) => check === "refusals");
    expect(refusal?.text).toMatch(
      /requests? to billing (was|were) refused in the last day: signature-mismatch/,
    );
    expect(refusal?.command).toMatch(/^npx hookbridge explain req_\d+$/);
    const letters = findings.find(({ check }) => check === "dead-letters");
    expect(letters?.command).toMatch(/^npx hookbridge dead-letters list/);
  });
});

it("a deployed bridge that can't be reached ends with 3, and says what to do", async () => {
  config(good);
  const env = {
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_MAX_ATTEMPTS: "1",
    HOME: tmpdir(),
  };
  const { code, out, err } = await doctor(["--stage", "prod", "--region", "eu-west-1"], env);
  expect([code, out]).toEqual([3, ""]);
  expect(err).toMatch(/^error: .*read the stack hookbridge-prod in eu-west-1/);
});
