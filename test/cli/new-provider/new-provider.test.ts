import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "hookbridge-new-provider-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Makes the folder look like a clone, which has a catalogue. */
function makeClone(): void {
  for (const folder of ["src/providers", "src/core"]) mkdirSync(join(directory, folder), { recursive: true });
  writeFileSync(join(directory, "src/core/provider.ts"), "");
}

/** Runs the command in the folder. */
const newProvider = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, "src/cli/hookbridge.ts"), "new-provider", ...args], {
    cwd: directory,
    encoding: "utf8",
  });

const written = (file: string): string => readFileSync(join(directory, file), "utf8");

/** What a written file imports: of the project, or written beside it. */
function missingImports(folder: string, file: string): readonly string[] {
  const specifiers = [...written(join(folder, file)).matchAll(/ from "([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  expect(specifiers.length).toBeGreaterThan(0);
  return specifiers.filter(
    (name) =>
      name.startsWith(".") &&
      !existsSync(resolve(root, folder, name)) &&
      !existsSync(resolve(directory, folder, name)),
  );
}

it("writes a provider of the catalogue whose imports exist, and says what comes next", () => {
  makeClone();
  const { status, stdout, stderr } = newProvider("acme-billing");
  expect([status, stdout]).toEqual([0, ""]);
  expect(missingImports("src/providers", "acme-billing.ts")).toEqual([]);
  expect(existsSync(join(directory, "test/fixtures/acme-billing"))).toBe(true);
  expect(stderr).toContain("npx hookbridge test-provider acme-billing");
  expect(stderr).toContain("npm run gen");
});

it("writes a company's own provider and its test, whose imports exist", () => {
  makeClone();
  const { status, stderr } = newProvider("acme-billing", "--own");
  expect(status).toBe(0);
  expect(written("providers/acme-billing.ts")).toContain('from "hookbridge"');
  expect(missingImports("providers", "acme-billing.ts")).toEqual([]);
  expect(missingImports("providers", "acme-billing.test.ts")).toEqual([]);
  expect(stderr).toContain("--folder providers/fixtures/acme-billing");
});

it("writes an own provider in a project, which has no catalogue and no tests of ours", () => {
  const { status, stderr } = newProvider("acme-billing");
  expect(status).toBe(0);
  expect(written("providers/acme-billing.ts")).toContain('from "hookbridge"');
  expect(existsSync(join(directory, "providers/acme-billing.test.ts"))).toBe(false);
  expect(existsSync(join(directory, "src"))).toBe(false);
  expect(stderr).not.toMatch(/npm run|docs\//);
});

it("overwrites nothing", () => {
  newProvider("acme-billing");
  const before = written("providers/acme-billing.ts");
  const { status, stderr } = newProvider("acme-billing");
  expect([status, stderr]).toEqual([2, expect.stringContaining("already exists")]);
  expect(written("providers/acme-billing.ts")).toBe(before);
});

it.each(["Acme", "acme_billing", "acme-", "../acme", ""])("refuses %j as an id", (id) => {
  expect(newProvider(id)).toMatchObject({ status: 2, stderr: expect.stringContaining("not a valid id") });
});
