import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testOwnProviders } from "../../../src/cli/test/test-own-providers.ts";
import { fixturesFolder } from "../../support/fixtures.ts";

/** A copy of a vendor of the catalogue as a provider of the project's own, with some members replaced. */
const providerText = (changed: string): string =>
  `import { stripe } from "hookbridge/providers";\nexport default { ...stripe, ${changed} };\n`;

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "hookbridge-own-"));
  mkdirSync(join(project, "providers"));
  const add = (id: string, changed: string, recorded = true): void => {
    writeFileSync(join(project, "providers", `${id}.ts`), providerText(`id: "${id}", ${changed}`));
    if (recorded)
      cpSync(fixturesFolder("stripe"), join(project, "providers/fixtures", id), { recursive: true });
  };
  add("kept", "");
  add("misread", 'event: { ...stripe.event, subject: "body:/livemode" }');
  add("unrecorded", "", false);
  add(
    "undated",
    'signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "stripe-signature", fields: { timestamp: "t", signature: "v1" }, signed: "{timestamp}.{body}" }',
  );
  writeFileSync(join(project, "providers/none.ts"), "export const nothing = 1;\n");
  writeFileSync(join(project, "providers/kept.test.ts"), "throw new Error('a test is no provider');\n");
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the contract of a project's own providers", () => {
  it("is kept by one with its requests, and what another does not keep is said", async () => {
    const results = await testOwnProviders(project);
    const failuresOf = (id: string) => results.find(({ file }) => file.endsWith(`${id}.ts`))?.failures;
    expect(results.map(({ file }) => file.slice(project.length))).toEqual([
      "/providers/kept.ts",
      "/providers/misread.ts",
      "/providers/none.ts",
      "/providers/undated.ts",
      "/providers/unrecorded.ts",
    ]);
    expect(results[0]).toMatchObject({ failures: [], passed: expect.any(Number) });
    expect(results[0]?.passed).toBeGreaterThan(20);
    expect(failuresOf("misread")?.length).toBeGreaterThan(0);
    for (const failure of failuresOf("misread") ?? [])
      expect(failure).toMatch(/"events" are not what the provider's file gives/);
    expect(failuresOf("none")).toEqual([expect.stringContaining("default export is no provider")]);
    expect(failuresOf("undated")).toContainEqual(expect.stringMatching(/has no toleranceSeconds/));
    expect(failuresOf("unrecorded")).toEqual([
      expect.stringContaining("no request is recorded"),
      expect.stringContaining("has no fixture"),
    ]);
  });

  it("is not asked of a project without any", async () => {
    expect(await testOwnProviders(join(project, "providers"))).toEqual([]);
  });
});
