import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { configs } from "../stack/support/configs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/adding-a-scheme.md"), "utf8");

/** The files that the page prints, by path: the word after the language of a block. A block of `sh` is a command that writes the file. */
const files = new Map(
  Array.from(
    page.matchAll(/^( *)```[a-z]+ (\S+)\n([\s\S]*?)^ *```/gm),
    ([, indent = "", path = "", text = ""]) => [path, text.replaceAll(new RegExp(`^${indent}`, "gm"), "")],
  ),
);
const forgery = "src/contract/schemes/derived-key.ts";

/** A copy of what the page works on. */
let copy = "";

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "hookbridge-scheme-"));
  const sources = ["src", "functions", "bench", "scripts", "docs", "README.md"];
  const tests = [
    "test/support",
    "test/faults",
    "test/stack/support",
    "test/fixtures",
    "test/identity",
    // The benchmark's bursts run in virtual time.
    "test/faults/random.ts",
    "test/faults/virtual-time.ts",
    "test/providers.test.ts",
    "test/architecture.test.ts",
  ];
  const settings = [
    "SECURITY.md",
    "known-events/fit.json",
    "known-events/payloads.json",
    "known-events/vendors.json",
    "package.json",
    "tsconfig.json",
    "vitest.config.ts",
    "biome.json",
    ".gitignore",
  ];
  for (const part of [...sources, ...tests, ...settings])
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  write("bridge.config.ts", configs.usual);
  unfollow();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

const { FORCE_COLOR: _, ...colours } = process.env;
const env = { ...colours, NO_COLOR: "1" };

/** What a command of the copy prints. @throws unless it ends with this status */
function run(words: readonly string[], status = 0): string {
  const result = spawnSync(process.execPath, words, { cwd: copy, env, encoding: "utf8" });
  const output = `${result.stdout}${result.stderr}`;
  expect(result.status, output).toBe(status);
  return output;
}

const types = "src/core/signature.ts";
const typesText = (): string => readFileSync(join(copy, types), "utf8");

/** Writes what the page prints for a path. The type joins the file that is there. */
function follow(path: string): void {
  const text = files.get(path) ?? "";
  if (path.endsWith(".http")) execFileSync("sh", ["-ec", text], { cwd: copy });
  else if (path === types) {
    const union = "export type Signature =\n";
    expect(typesText()).toContain(union);
    write(path, typesText().replace(union, `${text}\n${union}  | DerivedKeySignature\n`));
  } else write(path, text);
}

/** Takes away what the page adds: who follows it has its files already, and runs this test too. */
function unfollow(): void {
  for (const path of files.keys()) if (path !== types) rmSync(join(copy, path), { force: true });
  const type = files.get(types);
  write(
    types,
    typesText()
      .replace(`${type}\n`, "")
      .replace(/\s*\| DerivedKeySignature\b/, ""),
  );
}

it("a tree in which the page was followed is as before once its files are taken away", () => {
  const before = typesText();
  for (const path of files.keys()) follow(path);
  expect(typesText()).not.toBe(before);
  unfollow();
  expect(typesText()).toBe(before);
  expect([...files.keys()].filter((path) => existsSync(join(copy, path)))).toEqual([types]);
});

const generate = ["src/cli/gen/gen.ts"];
const contract = ["src/cli/hookbridge.ts", "test-provider", "acme-parcels"];

it("a scheme is added by the files that docs/adding-a-scheme.md prints", { timeout: 120_000 }, () => {
  const paths = [...files.keys()];
  expect(paths).toHaveLength(8);
  const provider = paths.indexOf("src/providers/acme-parcels.ts");
  for (const path of paths.slice(0, provider)) follow(path);
  run(generate);
  for (const path of paths.slice(provider)) if (path !== forgery) follow(path);
  run(generate);
  // Without the file of step 7, the contract fails at what the scheme promises beyond a template.
  expect(run(contract, 1)).toContain("× is refused at another URL, where the URL is signed");
  follow(forgery);
  run(contract);
  run(["node_modules/vitest/vitest.mjs", "run", "test/signatures", "test/architecture.test.ts"]);
  run(["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"]);
  run(["node_modules/@biomejs/biome/bin/biome", "check", "src", "test"]);
  const page = readFileSync(join(copy, "docs/providers/acme-parcels.md"), "utf8");
  expect(page).toContain("**Verified by**: HMAC-SHA256 over method, path and body, ");
});
