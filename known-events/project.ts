/** A user's project in a folder of its own, with the consumer's modules as the package `hookbridge` and the vendors' type packages. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");
const vendors = join(import.meta.dirname, "node_modules");

const compilerOptions = {
  target: "ES2024",
  module: "NodeNext",
  moduleResolution: "NodeNext",
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
};

/** The packages in a folder of modules: `stripe`, `@octokit/webhooks-types`. */
const packagesIn = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    );

/**
 * Makes the project.
 * @param files its files by their paths
 * @param has says which of the vendors' packages are installed there
 * @returns its folder
 */
export function makeProject(
  files: Readonly<Record<string, string>>,
  has: (name: string) => boolean = () => true,
): string {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-consumer-"));
  const modules = join(folder, "node_modules");
  const bridge = join(modules, "hookbridge");
  for (const path of ["package.json", "src/consumer", "src/core/words"])
    cpSync(join(root, path), join(bridge, path), { recursive: true });
  for (const name of packagesIn(vendors)) {
    if (!has(name)) continue;
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(vendors, name), join(modules, name));
  }
  // As in Lambda, where the SDK is there.
  mkdirSync(join(modules, "@aws-sdk"), { recursive: true });
  const client = join("@aws-sdk", "client-s3");
  if (!existsSync(join(modules, client)))
    symlinkSync(join(root, "node_modules", client), join(modules, client));
  const all = {
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const run = promisify(execFile);

/** What the compiler prints about a project. */
export async function compile(folder: string, ...flags: readonly string[]): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = { cwd: folder, maxBuffer: 1 << 28 };
  return run(process.execPath, [tsc, "-p", folder, "--pretty", "false", ...flags], options).then(
    ({ stdout }) => stdout,
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

/** The modules of payload types. */
export const payloadModules: readonly string[] = Object.keys(
  JSON.parse(readFileSync(join(import.meta.dirname, "payloads.json"), "utf8")) as object,
);
