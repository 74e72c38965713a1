import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { isEvent } from "../../src/consumer/index.ts";
import {
  eventOf,
  issueHeaders,
  type NodeProgram,
  nodePrograms,
  programOf,
  runToEnd,
  sendSigned,
  startBridge,
} from "./program.ts";

const { project } = inject("installed");
const modules = join(project, "node_modules");
const ownModules = join(modules, "hookbridge/node_modules");

const programs = nodePrograms();
if (programs.length < 2) console.error("No test on Node.js 22.18: npm has none for this machine.");

async function takesWebhooks(node: NodeProgram, layout: string): Promise<void> {
  const bridge = await startBridge({
    command: [node.file, programOf(project), "start"],
    project,
    dataDirectory: `.hookbridge-${layout}-${node.version}`,
    sources: ["code", "parcels"],
    node,
  });
  try {
    const issue = JSON.stringify({ action: "opened", issue: { number: 81 }, repository: { id: 4 } });
    const headers = issueHeaders(`d-${layout}-${node.version}`);
    expect((await sendSigned(bridge, "code", headers, issue)).status).toBe(200);
    const forged = await sendSigned(
      bridge,
      "code",
      { ...headers, "x-hub-signature-256": "sha256=00" },
      issue,
    );
    expect(forged.status).toBe(401);

    const claim = JSON.stringify({ event: "claim.filed", id: "c-7", parcel: "p-81" });
    expect((await sendSigned(bridge, "parcels", { "x-depot-signature": "{digest}" }, claim)).status).toBe(
      200,
    );

    const { event } = await eventOf(bridge, "code");
    expect(isEvent(event.detail, "com.github.issues.opened")).toBe(true);
    expect(event.detail.data).toEqual(JSON.parse(issue));
    const own = await eventOf(bridge, "parcels");
    expect(own.event.detail).toMatchObject({
      type: "com.example.depot.claim.filed",
      id: "c-7",
      subject: "p-81",
    });
    expect(own.bus).toContain("claims");

    const html = await (await fetch(`${bridge.url}/stream`)).text();
    const files = html.match(/(?<=")\/console\.\w+\.(?:js|css)(?=")/g) ?? [];
    expect(files.map((path) => path.split(".").at(-1))).toEqual(["css", "js"]);
    for (const path of files) expect((await fetch(`${bridge.url}${path}`)).status).toBe(200);
  } finally {
    expect(await bridge.stop()).toBe(0);
  }
  expect(bridge.err()).not.toMatch(/Warning/);
}

it.each(programs)("a signed webhook comes in, and its event is on the bus: Node.js $version", (program) =>
  takesWebhooks(program, "hoisted"),
);

describe("an older Node.js is refused with what to do, before anything of the bridge is loaded", () => {
  it.each([
    ["by the program", "src/cli/bin.cjs", ""],
    ["by the plugin of osls", "src/stack/osls/run-typescript.cjs", '.runTypeScript("src/cli/stack.ts", [])'],
  ])("%s", async (_, file, call) => {
    const version = 'Object.defineProperty(process, "version", { value: "v22.17.1" });';
    const script = `${version} require(${JSON.stringify(join(modules, "hookbridge", file))})${call};`;
    const { code, out, err } = await runToEnd(process.execPath, ["-e", script, "start"], project);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: hookbridge needs Node\.js 22\.18 or newer, and this is Node\.js 22\.17\.1 /);
    expect(err).toMatch(/\n {2}next: {2}Install Node\.js 24.*\n$/);
  });
});

it.each(programs.slice(0, 1))(
  "its dependencies may lie in its own folder, where a user's own would collide: Node.js $version",
  async (program) => {
    const others = readdirSync(modules).filter((name) => name !== "hookbridge" && !name.startsWith("."));
    const move = (from: string, to: string): void => {
      for (const name of others) renameSync(join(from, name), join(to, name));
    };
    mkdirSync(ownModules);
    move(modules, ownModules);
    try {
      expect(existsSync(join(modules, "@aws-sdk"))).toBe(false);
      await takesWebhooks(program, "nested");
    } finally {
      // Other tests need the folder as npm has made it.
      move(ownModules, modules);
      rmdirSync(ownModules);
    }
  },
);
