import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder } from "../support/run-hookbridge.ts";

/** What the actions of made-up commands do, by the command's name. */
const actions = {
  fine: 'console.log("data")',
  no: "process.exitCode = 1",
  bug: "undefined.colour",
  rejected:
    'void Promise.reject(new Error("nobody waits")); await new Promise((done) => setTimeout(done, 5_000))',
  internal: 'throw new BridgeError("internal", "The queue has no end.", "None.")',
  config:
    'throw new BridgeError("config-invalid", "No bus.", "Name one.", new Error("buses is empty\\nin detail"))',
  bus: 'throw new BridgeError("bus-failed", "The bus is away.", "Wait.")',
  refused: 'await fetch("http://127.0.0.1:65534/")',
  denied: 'throw Object.assign(new Error("User is not authorized"), { name: "AccessDenied", $metadata: {} })',
  anonymous: 'throw Object.assign(new Error("No credentials"), { name: "CredentialsProviderError" })',
  file: 'await (await import("node:fs/promises")).readFile("/no/such/file")',
  folder: '(await import("node:fs")).readFileSync("/")',
  port: 'throw Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE", syscall: "listen", port: 3001 })',
  warns:
    'process.emitWarning("old", "DeprecationWarning"); await new Promise((done) => setTimeout(done, 10))',
  waits: 'console.error("waiting"); await new Promise((done) => setTimeout(done, 60_000))',
  cleans:
    'process.on("SIGINT", () => { console.error("cleaned"); process.exit(130); }); console.error("waiting"); await new Promise((done) => setTimeout(done, 60_000))',
} as const;

type Name = keyof typeof actions;

const folder = mkdtempSync(join(tmpdir(), "hookbridge-program-"));
const script = join(folder, "program.ts");
const module = (path: string): string => JSON.stringify(pathToFileURL(join(projectFolder, "src", path)).href);

beforeAll(() => {
  const commands = Object.entries(actions).map(
    ([name, action]) =>
      `bridgeCommand({ name: "${name}", summary: "", description: "", examples: ["${name}"] }).action(async () => { ${action} })`,
  );
  writeFileSync(
    script,
    `import { BridgeError } from ${module("core/errors.ts")};
import { bridgeCommand } from ${module("cli/program/bridge-command.ts")};
import { runProgram } from ${module("cli/program/run-program.ts")};
await runProgram([${commands.join(",\n")}]);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command; one that says that it waits is sent a signal. */
function run(name: Name, { debug = "", signal }: { debug?: string; signal?: NodeJS.Signals } = {}) {
  const child = spawn(process.execPath, [script, name], {
    env: { ...process.env, HOOKBRIDGE_DEBUG: debug },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
    if (signal && err.includes("waiting")) child.kill(signal);
  });
  return new Promise<{ code: number | null; out: string; err: string }>((ended) =>
    child.on("close", (code) => ended({ code, out, err })),
  );
}

describe("the end of a command", () => {
  const ends: readonly (readonly [Name, number, RegExp])[] = [
    ["fine", 0, /^$/],
    ["no", 1, /^$/],
    ["config", 2, /^error: No bus\.\n {2}cause: buses is empty\n {2}next: {2}Name one\.\n$/],
    ["file", 2, /^error: ENOENT: .*\n {2}next: {2}Check the path and its permissions\.\n$/],
    ["folder", 2, /^error: EISDIR: .*\n {2}next: {2}A path is that of a folder: name a file\.\n$/],
    ["port", 2, /^error: listen EADDRINUSE\n {2}next: {2}Use another port, from 1024 to 65535\.\n$/],
    ["bus", 3, /^error: The bus is away\.\n {2}next: {2}Wait\.\n$/],
    ["refused", 3, /^error: fetch failed\n {2}cause: .*\n {2}next: {2}Check the network, and try again\.\n$/],
    ["denied", 3, /^error: User is not authorized\n {2}next: {2}Check the credentials, .*\n$/],
    [
      "anonymous",
      3,
      /^error: There are no AWS credentials to do this with\.\n {2}cause: No credentials\n {2}next: {2}Give --profile <name>, .*\n$/,
    ],
    ["bug", 70, /^bug: TypeError: .* Please report it .*HOOKBRIDGE_DEBUG=1.*\n$/],
    ["rejected", 70, /^bug: Error: nobody waits\. Please report it .*\n$/],
    ["internal", 70, /^bug: BridgeError: The queue has no end\. Please report it .*\n$/],
  ];

  it.each(ends)("%s: %i", async (name, code, says) => {
    const ended = await run(name);
    expect(ended).toEqual({ code, out: name === "fine" ? "data\n" : "", err: expect.stringMatching(says) });
    expect(ended.err.split("\n").length).toBeLessThanOrEqual(4);
  });

  it("has the stack, and no advice to ask for it, where HOOKBRIDGE_DEBUG is set", async () => {
    const { code, err } = await run("bug", { debug: "1" });
    expect(code).toBe(70);
    expect(err).toMatch(/^ +at .*program\.ts/m);
    expect(err).not.toContain("HOOKBRIDGE_DEBUG");
    expect((await run("bug", { debug: "0" })).err).not.toMatch(/^ +at /m);
  });
});

it("prints no warning of Node.js, unless HOOKBRIDGE_DEBUG is set", async () => {
  expect(await run("warns")).toEqual({ code: 0, out: "", err: "" });
  expect((await run("warns", { debug: "1" })).err).toContain("DeprecationWarning: old");
});

describe("Ctrl-C", () => {
  it("ends with 130", async () => {
    expect(await run("waits", { signal: "SIGINT" })).toEqual({ code: 130, out: "", err: "waiting\n" });
  });

  it("is left to a command that cleans up", async () => {
    expect(await run("cleans", { signal: "SIGINT" })).toMatchObject({ code: 130, err: "waiting\ncleaned\n" });
  });
});
