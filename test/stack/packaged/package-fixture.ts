/** Packages a copy of the project with osls, so that the working tree stays clean. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import type { Template } from "../../../src/stack/template.ts";

const root = resolve(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** Time for the packages of one test file, also on a busy machine. */
export const packagingMs = 240_000;

/** The result of `osls package`. */
export interface Package {
  /** The copy of the project. */
  readonly directory: string;
  readonly template: Template;
  /** The unzipped handlers. */
  readonly bundles: { readonly receive: string; readonly publish: string };
  /** Names and sizes in bytes of the files in each zip. */
  readonly contents: Readonly<Record<string, Readonly<Record<string, number>>>>;
  remove(): void;
}

/** Copies the files of a fresh clone around a bridge.config.ts, and links the installed dependencies. */
export function copyProject(config: string): string {
  const directory = mkdtempSync(join(tmpdir(), "hookbridge-package-"));
  for (const name of ["serverless.yml", "package.json", "functions", "src"])
    cpSync(join(root, name), join(directory, name), { recursive: true });
  mkdirSync(join(directory, "test"));
  for (const name of ["node_modules", "test/fixtures"])
    symlinkSync(join(root, name), join(directory, name), "junction");
  writeFileSync(join(directory, "bridge.config.ts"), config);
  return directory;
}

/** Runs osls in a project with these variables, and none of the machine's own for AWS. @returns its output */
export async function oslsWith(
  variables: Readonly<Record<string, string>>,
  directory: string,
  ...args: readonly string[]
): Promise<string> {
  const file = join(root, "node_modules/osls/bin/serverless.js");
  const PATH = [join(root, "node_modules/.bin"), dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { PATH, HOME: directory, SLS_TELEMETRY_DISABLED: "1", SLS_NOTIFICATIONS_MODE: "off" };
  const { stdout, stderr } = await run(process.execPath, [file, ...args], {
    cwd: directory,
    env: { ...env, ...variables },
  });
  return stdout + stderr;
}

/** Runs osls in a project without credentials. */
export const osls = (directory: string, ...args: readonly string[]): Promise<string> =>
  oslsWith({}, directory, ...args);

function unzip(directory: string, name: string): Readonly<Record<string, Uint8Array>> {
  const files = unzipSync(readFileSync(join(directory, `.serverless/${name}.zip`)));
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(directory, "unzipped", name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  return files;
}

/** Bytes of all files of a package. */
export const totalBytes = (files: Readonly<Record<string, number>> = {}): number =>
  Object.values(files).reduce((sum, bytes) => sum + bytes, 0);

/** Packages a configuration. */
export async function packageBridge(config: string, ...args: readonly string[]): Promise<Package> {
  const directory = copyProject(config);
  await osls(directory, "package", ...args);
  const file = join(directory, ".serverless/cloudformation-template-update-stack.json");
  const contents: Record<string, Record<string, number>> = {};
  for (const name of ["receive", "publish"]) {
    const files = Object.entries(unzip(directory, name));
    contents[name] = Object.fromEntries(files.map(([path, bytes]) => [path, bytes.length]));
  }
  const bundle = (name: string): string => join(directory, "unzipped", name, "index.mjs");
  return {
    directory,
    template: JSON.parse(readFileSync(file, "utf8")) as Template,
    bundles: { receive: bundle("receive"), publish: bundle("publish") },
    contents,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
