import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder, runHookbridge } from "./support/run-hookbridge.ts";

const empty = mkdtempSync(join(tmpdir(), "hookbridge-cli-"));
beforeAll(() => {
  writeFileSync(join(empty, "broken.config.ts"), "export default {");
});
afterAll(() => rmSync(empty, { recursive: true, force: true }));

const help = runHookbridge(["--help"]);
const commands = Array.from(help.out.matchAll(/^ {2}([a-z][a-z-]+)(?= )/gm), ([, name = ""]) => name).filter(
  (name) => name !== "help" && name !== "npx",
);

describe("help", () => {
  it("is data: it goes to stdout, and the program ends with 0", () => {
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each(commands)("of %s has an example that calls the command itself", (name) => {
    const { code, out, err } = runHookbridge([name, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^Examples?:\n {2}npx hookbridge ${name}\\b`, "m"));
    expect(out).toContain(`Usage: hookbridge ${name}`);
  });

  it("goes to stderr where no command was given, because nobody asked for it", () => {
    const { code, out, err } = runHookbridge([]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(help.out);
  });
});

it("prints the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
  expect(runHookbridge(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

/** What a caller gets wrong: the words, and what is said about them. */
const mistakes: readonly (readonly [words: string, says: RegExp])[] = [
  ["strat", /unknown command 'strat' \(Did you mean start\?\)\n {2}next: {2}npx hookbridge --help /],
  [
    "start --prot 1",
    /unknown option '--prot' \(Did you mean --port\?\)\n {2}next: {2}npx hookbridge start --help /,
  ],
  [
    "start --port 65536",
    /'65536' is invalid\. Give a number from 0 \(any free port\) to 65535\.\n {2}next: /,
  ],
  ["start now", /too many arguments for 'start'/],
  ["new-provider", /missing required argument 'id'\n {2}next: {2}npx hookbridge new-provider --help /],
  ["remove", /required option '--stage <name>' not specified/],
  ["cost --size 9mb", /Give up to 4\.2mb, as 2kb or 1mb\./],
  ["cost --batch 11", /Give a number from 1 to 10\./],
  ["cost --webhooks many", /Give a number, 0 or more\./],
  ["cost --front-door window", /Allowed choices are http-api, /],
  [
    "package --stage dev",
    /There is no serverless\.yml in .*\n {2}next: {2}Run this command in the folder of your project/,
  ],
  ["deploy prod", /deploy takes no argument "prod"\.\n {2}next: {2}The stage is a flag: --stage prod\. /],
  ["start --config none.ts", /none\.ts/],
  [
    "cost --config broken.config.ts",
    /broken\.config\.ts can't be loaded: .*\n {2}next: {2}Fix it; npx tsc shows the line\./s,
  ],
  ["test-provider gihub", /There is no provider "gihub".*\n {2}next: {2}Similar ids: github\./],
  ["fixture a b --port http", /'http' is invalid\. Give a number from 0/],
  ["fixture a ../b", /"\.\.\/b" is not a valid name for a fixture\.\n {2}next: {2}Use letters/],
];

describe("wrong use ends with 2, says what to do, and prints no data and no stack", () => {
  it.each(mistakes)("hookbridge %s", (words, says) => {
    const { code, out, err } = runHookbridge(words.split(" "), { cwd: empty });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(err).toMatch(/^error: /);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("prints the stack where HOOKBRIDGE_DEBUG asks for it", () => {
    const { code, err } = runHookbridge(["test-provider", "gihub"], { env: { HOOKBRIDGE_DEBUG: "1" } });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: .*^\s+at /ms);
  });
});

describe("cost", () => {
  const cost = (...flags: readonly string[]) => runHookbridge(["cost", "--webhooks", "1000", ...flags]);

  it("prints the bill on stdout, and nothing else anywhere", () => {
    const { code, out, err } = cost();
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^bridge\.config\.ts, stage prod, us-east-1, list prices read on /);
    expect(out).toMatch(/^together +\$\d+\.\d\d$/m);
  });

  it("prints one JSON document with --json, whose sums are those of its lines", () => {
    const { out } = cost("--json", "--front-door", "function-url");
    const bill: {
      readonly webhooks: number;
      readonly total: number;
      readonly lines: readonly { readonly what: string; readonly dollars: number }[];
    } = JSON.parse(out);
    expect(bill.webhooks).toBe(1_000);
    expect(bill.lines.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(bill.total, 6);
    expect(bill.lines.map(({ what }) => what)).not.toContain("HTTP API requests");
  });

  it("has no colours, whatever the terminal is said to be, and needs no input", () => {
    for (const env of [{ NO_COLOR: "1" }, { FORCE_COLOR: "1", NO_COLOR: "" }]) {
      const { code, out } = runHookbridge(["cost", "--webhooks", "1"], { env });
      expect(code).toBe(0);
      expect(out).not.toContain("\u001b");
    }
  });

  it("ends quietly when its reader closes the pipe", async () => {
    const child = spawn(process.execPath, [join(projectFolder, "src/cli/hookbridge.ts"), "cost"], {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const code = await new Promise((ended) => child.on("close", ended));
    expect([code, said]).toEqual([0, ""]);
  });
});
