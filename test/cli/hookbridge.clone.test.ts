import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "./support/run-hookbridge.ts";

const manifest: { readonly version: string; readonly bin: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(projectFolder, "package.json"), "utf8"),
);
const starter = join(projectFolder, manifest.bin.hookbridge ?? "");

/** Runs what `npx hookbridge` runs in a clone. */
const run = (nodeFlags: readonly string[], ...args: readonly string[]) =>
  spawnSync(process.execPath, [...nodeFlags, starter, ...args], { encoding: "utf8" });

it("a clone's starter runs the program, and ends as it does", () => {
  expect(run([], "--version")).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
  expect(run([], "strat")).toMatchObject({ status: 2, stdout: "" });
});

it("a clone's starter takes the Node.js of the dependencies where the machine's runs no TypeScript", () => {
  const { status, stdout, stderr } = run(["--no-experimental-strip-types"], "--version");
  const bundled = existsSync(join(projectFolder, `node_modules/node-${process.platform}-${process.arch}`));
  expect([status, stdout]).toEqual(bundled ? [0, `${manifest.version}\n`] : [2, ""]);
  if (!bundled) expect(stderr).toContain("Install Node.js 24");
});
