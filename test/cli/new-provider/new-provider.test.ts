import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "hookbridge-new-provider-"));
  mkdirSync(join(directory, "src/providers"), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the command in a project without providers. */
const newProvider = (...args: readonly string[]) => newProviderWith({}, ...args);

function newProviderWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const command = join(root, "src/cli/new-provider/new-provider.ts");
  const env = { ...process.env, ...variables };
  return spawnSync(process.execPath, [command, ...args], { cwd: directory, encoding: "utf8", env });
}

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

it("writes a provider of the catalogue whose imports exist", () => {
  const { status, stdout } = newProvider("acme-billing");
  expect(status).toBe(0);
  expect(missingImports("src/providers", "acme-billing.ts")).toEqual([]);
  expect(existsSync(join(directory, "test/fixtures/acme-billing"))).toBe(true);
  expect(stdout).toContain("npm run test:provider acme-billing");
});

it("writes a company's own provider and its test, whose imports exist", () => {
  const { status, stdout } = newProvider("acme-billing", "--own");
  expect(status).toBe(0);
  expect(written("providers/acme-billing.ts")).toContain('from "hookbridge"');
  expect(missingImports("providers", "acme-billing.ts")).toEqual([]);
  expect(missingImports("providers", "acme-billing.test.ts")).toEqual([]);
  expect(stdout).toContain("--folder providers/fixtures/acme-billing");
});

it("writes nothing when npm took --own for itself, and says how to pass it", () => {
  const refused = newProviderWith({ npm_config_own: "true" }, "acme-billing");
  const remedy = "Write: npm run new:provider acme-billing -- --own\n";
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(remedy) });
  expect(existsSync(join(directory, "src/providers/acme-billing.ts"))).toBe(false);
  expect(newProviderWith({ npm_config_own: "true" }, "acme-billing", "--own").status).toBe(0);
});

it("overwrites nothing", () => {
  newProvider("acme-billing", "--own");
  const before = written("providers/acme-billing.ts");
  const { status, stderr } = newProvider("acme-billing", "--own");
  expect([status, stderr]).toEqual([1, expect.stringContaining("already exists")]);
  expect(written("providers/acme-billing.ts")).toBe(before);
});

it.each(["Acme", "acme_billing", "acme-", "../acme", ""])("refuses %j as an id", (id) => {
  expect(newProvider(id)).toMatchObject({ status: 1, stderr: expect.stringContaining("not a valid id") });
});
