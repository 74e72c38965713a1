import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFolder } from "../cli/support/run-hookbridge.ts";
import { runBeside } from "../cli/support/start-hookbridge.ts";
import { until } from "../local/server/runtime-fixture.ts";

const readme = readFileSync(join(projectFolder, "README.md"), "utf8");
const dataDir = mkdtempSync(join(tmpdir(), "hookbridge-readme-"));
let bridge: ChildProcess;
let url: string;

beforeAll(async () => {
  const program = join(projectFolder, "src/cli/hookbridge.ts");
  bridge = spawn(process.execPath, [program, "start", "--port", "0", "--data-dir", dataDir], {
    cwd: projectFolder,
  });
  let out = "";
  bridge.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  url = await until(async () => /^ready (\S+)$/m.exec(out)?.[1], 60);
}, 90_000);
afterAll(() => {
  bridge.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs a command of the README against the bridge of this test. */
const run = (line: string, input = "") => {
  const [, words = ""] = /npx hookbridge (.*)$/.exec(line) ?? [];
  const args = words.replace("http://127.0.0.1:3000", url).split(" ");
  return runBeside([...args, "--data-dir", dataDir], { input });
};

const linesWith = (part: string): readonly string[] =>
  readme.split("\n").filter((line) => line.includes(part));

it("its first screen: a webhook is sent, and is an event a moment later", async () => {
  const [first = ""] = linesWith("npx hookbridge send acme-github");
  const { code, out, err } = await run(first);
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^What became of it: npx hookbridge deliveries show dlv_/),
  });
  const [, id = ""] = /^\S+ {2}200 {2}(dlv_\S+)$/m.exec(out) ?? [];
  const shown = await until(async () => {
    const { out: text } = await run(`npx hookbridge deliveries show ${id} --json`);
    return (JSON.parse(text) as { outcome: string }).outcome === "published" && text;
  });
  expect(shown).toContain("com.github.");
}, 90_000);

it("its first screen: a wrong secret is refused", async () => {
  const [piped = ""] = linesWith("--secret-stdin");
  const [, secret = ""] = /^echo (\S+) \|/.exec(piped) ?? [];
  const { code, out } = await run(piped, `${secret}\n`);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^\S+ {2}401\n$/) });
  const [line = ""] = linesWith("npx hookbridge explain");
  const { err } = await run(line);
  expect(err).toMatch(/^req_\S+ to acme-github, at /);
}, 60_000);

it("its example is what the bridge makes of the request that it names", async () => {
  const [line = ""] = linesWith("--event issues.opened");
  await run(line);
  const [, block = ""] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  const { detail } = JSON.parse(block) as { detail: Readonly<Record<string, unknown>> };
  const text = await until(async () => {
    const { items } = (await (await fetch(`${url}/api/events?type=com.github.issues.opened`)).json()) as {
      items: readonly { id: string }[];
    };
    return items[0] && (await (await fetch(`${url}/api/events/${items[0].id}`)).text());
  });
  for (const name of ["type", "source", "subject", "entity", "action", "bridgesource"])
    expect(text).toContain(String(detail[name]));
}, 60_000);
