import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { providerTests } from "../../../src/cli/test-provider/provider-tests.ts";

const program = resolve(import.meta.dirname, "../../../src/cli/hookbridge.ts");

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [program, "test-provider", ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

describe("the command", () => {
  it("runs the contract of that provider, and of no other", () => {
    const { status, stdout } = run("fitbit");
    expect(status).toBe(0);
    expect(stdout).toContain("is refused with a changed byte of its body");
    expect(stdout).not.toContain("github");
    const [, passed] = / Tests +(\d+) passed/.exec(stdout) ?? [];
    expect(Number(passed)).toBeGreaterThan(10);
    expect(Number(passed)).toBeLessThan(100);
  });

  it("names the ids that are similar to one that does not exist, and fails", () => {
    expect(run("gihub")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no provider "gihub".*\n {2}next: {2}Similar ids: github\.\n$/),
    });
    expect(run("zzzzzzzz")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("docs/providers.md"),
    });
  });

  it("fails without an id", () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("missing required argument") });
  });
});

describe("what is run", () => {
  const root = mkdtempSync(join(tmpdir(), "hookbridge-test-provider-"));
  beforeAll(() => {
    for (const file of [
      "src/providers/acme.ts",
      "src/providers/index.ts",
      "providers/acme-billing.test.ts",
    ]) {
      mkdirSync(join(root, file, ".."), { recursive: true });
      writeFileSync(join(root, file), "");
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("is a part of the catalogue's contract, or the test of a company's own provider", () => {
    expect([...providerTests(root)]).toEqual([
      ["acme", ["test/providers.test.ts", "--testNamePattern", "^acme "]],
      ["acme-billing", ["providers/acme-billing.test.ts"]],
    ]);
  });

  it("is nothing where there is no provider", () => {
    expect(providerTests(join(root, "none")).size).toBe(0);
  });
});
