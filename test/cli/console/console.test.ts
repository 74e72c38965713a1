import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { addRefused } from "../../operate/deployed/support/deployed-lines.ts";
import { followerAws } from "../../operate/deployed/support/follower-aws.ts";
import { logStore } from "../../operate/deployed/support/log-store.ts";
import { type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import { serveFake } from "../../support/bridge/serve-fake.ts";
import { runBeside, type Started, startHookbridge } from "../support/start-hookbridge.ts";

const logs = logStore();
const follower = followerAws();
let aws: RecordedAws;
beforeAll(async () => {
  aws = await recordedAws({ ...stackAnswers(testBridge, "dev"), ...logs.answers, ...follower.answers });
});
afterAll(() => aws.close());

/** `console` as a process, in a folder without a configuration. */
function openConsole(...flags: readonly string[]): Started {
  const args = ["console", "--stage", "dev", "--name", "acme", "--port", "0", ...flags];
  const run = startHookbridge(args, { cwd: tmpdir(), env: aws.variables });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  return run;
}

/** Where the page is, and its token. */
async function pageOf(run: Started): Promise<{ readonly url: string; readonly token: string }> {
  const url = (await run.until("out", /ready (http:\/\/127\.0\.0\.1:\d+)\n/))[1] ?? "";
  const html = await (await fetch(url)).text();
  return { url, token: /<meta name="token" content="([^"]+)">/.exec(html)?.[1] ?? "" };
}

const discard = (url: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${url}/api/dead-letters/discard`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ filter: {}, dryRun: false }),
  });

const left = (): readonly string[] => [...follower.queues.keys(), ...follower.rules.keys()];

describe("console of a deployed bridge as a process, with AWS answered by a recorded server", () => {
  it("serves the page for reading only, and makes nothing in AWS by itself", async () => {
    const run = openConsole();
    const { url, token } = await pageOf(run);
    const place = await (await fetch(`${url}/api/place`)).json();
    expect(place).toMatchObject({ kind: "stage", name: "acme", stage: "dev", mayWrite: false });
    expect((await discard(url, {})).status).toBe(401);
    const refused = await discard(url, { authorization: `Bearer ${token}` });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ error: "forbidden", remedy: expect.stringContaining("--write") }),
    ]);
    expect((await fetch(`${url}/api/place`, { headers: { origin: "https://evil.example" } })).status).toBe(
      403,
    );
    expect(left()).toEqual([]);
    run.child.kill("SIGINT");
    const { code, out, err } = await run.ended;
    expect([code, out]).toEqual([130, `ready ${url}\n`]);
    expect(err).toBe(
      "acme (dev) in eu-west-1, account 111122223333. For reading only; --write allows changes; Ctrl-C ends it.\n",
    );
    expect(`${out}${err}`).not.toContain(token);
  });

  it("follows once for two windows, and leaves nothing at Ctrl-C", async () => {
    const run = openConsole();
    const { url } = await pageOf(run);
    const read = async (): Promise<string> => {
      const { body } = await fetch(`${url}/api/stream`);
      let text = "";
      for await (const part of body ?? []) {
        text += new TextDecoder().decode(part);
        if (text.includes("req_9")) break;
      }
      return text;
    };
    const windows = [read(), read()];
    await expect.poll(left, { timeout: 20_000 }).toHaveLength(4);
    addRefused(logs, Date.now(), 9);
    const [one, other] = await Promise.all(windows);
    expect(one).toMatch(/^id: [0-9a-z]+-\d+\nevent: request\ndata: \{.*"id":"req_9"/m);
    expect(other).toBe(one);
    run.child.kill("SIGTERM");
    expect((await run.ended).code).toBe(130);
    expect(left()).toEqual([]);
  });

  it("may write with --write, and says all of it as JSON with --json", async () => {
    const run = openConsole("--write", "--json");
    await run.until("out", "\n");
    run.child.kill("SIGINT");
    const { out } = await run.ended;
    expect(JSON.parse(out)).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      name: "acme",
      stage: "dev",
      region: "eu-west-1",
      account: "111122223333",
      mayWrite: true,
    });
  });

  it("ends with 2 where its port is taken, or there is no such bridge", async () => {
    const served = await serveFake(0);
    const taken = await openConsole("--port", new URL(served.url).port).ended;
    await served.close();
    expect([taken.code, taken.out]).toEqual([2, ""]);
    expect(taken.err).toContain("next:  Use another port, from 1024 to 65535.");
    const absent = await runBeside(["console", "--stage", "none", "--name", "acme"], {
      cwd: tmpdir(),
      env: aws.variables,
    });
    expect([absent.code, absent.out]).toEqual([2, ""]);
  });
});

describe("console of the bridge on this machine", () => {
  it("prints the address of its page, and ends", async () => {
    const served = await serveFake(0);
    onTestFinished(served.close);
    const { code, out, err } = await runBeside(["console", "--data-dir", served.dataDirectory]);
    expect({ code, out, err }).toEqual({ code: 0, out: `ready ${served.url}\n`, err: "" });
  });

  it("opens it in the browser with --open, by the program that the system has for it", async () => {
    const served = await serveFake(0);
    onTestFinished(served.close);
    const folder = mkdtempSync(join(tmpdir(), "hookbridge-open-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const opened = join(folder, "opened");
    writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\necho "$@" > "${opened}"\n`, { mode: 0o755 });
    const args = ["console", "--open", "--data-dir", served.dataDirectory];
    const { code, err } = await runBeside(args, { env: { PATH: `${folder}:/bin:/usr/bin` } });
    expect([code, err]).toEqual([0, ""]);
    await expect.poll(() => existsSync(opened) && readFileSync(opened, "utf8")).toBe(`${served.url}\n`);
    const without = await runBeside(args, { env: { PATH: "/nowhere" } });
    expect([without.code, without.out]).toEqual([0, `ready ${served.url}\n`]);
    expect(without.err).toContain(`Open ${served.url}`);
  });

  it("ends with 2 where none runs", async () => {
    const { code, out, err } = await runBeside(["console", "--data-dir", tmpdir()]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("npx hookbridge start");
  });
});
