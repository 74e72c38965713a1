import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  eventOf,
  eventsIn,
  issueHeaders,
  nodePrograms,
  programOf,
  runToEnd,
  type StartedBridge,
  sendSigned,
  startBridge,
  withNode,
} from "./program.ts";

const { project: installed, tarball } = inject("installed");
const folder = mkdtempSync(join(tmpdir(), "hookbridge-upgrade-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project = join(folder, "my-hooks");
const before = join(folder, "before");
const [node] = nodePrograms();
const quietly = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

async function npm(...args: readonly string[]): Promise<void> {
  const { code, err } = await runToEnd("npm", args, project);
  expect(code, err).toBe(0);
}

const hookbridge = (cwd: string, ...args: readonly string[]): ReturnType<typeof runToEnd> =>
  runToEnd(node.file, [programOf(cwd), ...args], cwd, withNode(node));

/** The tarball of a next version, in which the events of one vendor have another source. */
function nextVersion(): string {
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  const home = join(folder, "package");
  const change = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(home, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(home, file), text.replace(from, to));
  };
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  change("package.json", `"version": "${version}"`, '"version": "99.0.0"');
  change("src/providers/stripe.js", '"com.stripe"', '"com.stripe.next"');
  const name = execFileSync("npm", ["pack", home, "--silent", "--pack-destination", folder], {
    encoding: "utf8",
  });
  return join(folder, name.trim());
}

/** A bridge with the secrets that it made itself. */
const start = (): Promise<StartedBridge> =>
  startBridge({ command: ["npm", "start", "--"], project, dataDirectory: ".hookbridge", node });

describe("a project that goes on with the next version", () => {
  const issue = JSON.stringify({ action: "opened", issue: { number: 82 } });
  let secret = "";

  beforeAll(async () => {
    const flags = ["--providers", "github,stripe", "--region", "eu-west-1", "--from", tarball];
    const program = [programOf(installed), "init", "my-hooks", ...flags];
    expect((await runToEnd(node.file, program, folder, withNode(node))).code).toBe(0);
    await npm("install", ...quietly);
    const bridge = await start();
    try {
      secret = bridge.secretOf("github");
      expect((await sendSigned(bridge, "github", issueHeaders("d-1"), issue)).status).toBe(200);
      await eventOf(bridge, "github");
    } finally {
      await bridge.stop();
    }
    expect((await hookbridge(project, "package", "--stage", "prod")).code).toBe(0);
    cpSync(join(project, ".hookbridge/package/my-hooks-prod"), before, { recursive: true });
    await npm("install", ...quietly, nextVersion());
  });

  it("keeps its secrets, its events and its memory of what was published", async () => {
    expect((await hookbridge(project, "--version")).out).toBe("99.0.0\n");
    const bridge = await start();
    try {
      expect(bridge.secretOf("github")).toBe(secret);
      expect((await eventsIn(bridge)).map(({ event }) => event.detail.id)).toEqual(["d-1"]);
      // A vendor's retry, then an event that is new.
      for (const delivery of ["d-1", "d-2"])
        expect((await sendSigned(bridge, "github", issueHeaders(delivery), issue)).status).toBe(200);
      await expect
        .poll(async () => (await eventsIn(bridge)).map(({ event }) => event.detail.id), { timeout: 30_000 })
        .toEqual(["d-1", "d-2"]);
    } finally {
      await bridge.stop();
    }
  });

  it("is told by diff which events change, and which do not", async () => {
    const diff = ["diff", "--stage", "prod", "--against", before];
    const { code, out, err } = await hookbridge(project, ...diff, "--fail");
    expect(code, err).toBe(1);
    expect(out).toContain("com.stripe.next");
    expect(out).not.toContain("com.github");
    const same = await hookbridge(project, ...diff);
    expect(same.code).toBe(0);
  });
});
