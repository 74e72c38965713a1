/** Builds the npm package, packs it, and installs the tarball in an empty folder outside of the repository, once for all tests. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

const root = resolve(import.meta.dirname, "../..");

/** What the tests get. */
export interface InstalledPackage {
  readonly tarball: string;
  /** The user's project: that of ./project, with the package in its node_modules. */
  readonly project: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly installed: InstalledPackage;
  }
}

const started = performance.now();
const say = (line: string): void =>
  console.error(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${line}`);

/** Runs npm as a user would, with the machine's own settings. @returns its output */
const npm = (folder: string, ...args: readonly string[]): string =>
  execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", 2] });

export default function install({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-installed-"));
  const project = join(folder, "my-hooks");
  say("Building dist/…");
  execFileSync(process.execPath, [join(root, "packaging/build.ts")], { stdio: ["ignore", 2, 2] });
  say("Packing it…");
  const tarball = join(folder, npm(root, "pack", "./dist", "--silent", "--pack-destination", folder).trim());
  say(`Installing ${tarball} in an empty folder…`);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(project, "install", "--no-audit", "--no-fund", "--loglevel=error", tarball);
  cpSync(join(import.meta.dirname, "project"), project, { recursive: true });
  say("Installed.");
  provide("installed", { tarball, project });
  return () => rmSync(folder, { recursive: true, force: true });
}
