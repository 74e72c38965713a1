import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { providerSummary } from "../../../src/cli/gen/provider-summary.ts";
import { replaceSection } from "../../../src/cli/gen/replace-section.ts";
import { evidence } from "../../../src/recorded/witness.ts";
import { loadProvider } from "../../support/contract-kit.ts";

const read = (page: string): string => readFileSync(new URL(`../../../${page}`, import.meta.url), "utf8");

it("the README stays short", () => {
  expect(Buffer.byteLength(read("README.md"))).toBeLessThanOrEqual(9_000);
});

it("its line on the catalogue counts every provider once, by the evidence for it", async () => {
  const providers = await Promise.all(["github", "stripe", "fitbit"].map(loadProvider));
  const kinds = { github: "vendor-sdk", stripe: "vendor-sdk", fitbit: "documentation" } as const;
  const line = providerSummary(providers, (id) => ({ kind: kinds[id as keyof typeof kinds], by: "a test" }));
  expect(line).toMatch(/^3 providers/);
  expect(line).toContain(`${evidence["vendor-sdk"]} 2, `);
  expect(line).toContain(`${evidence.documentation} 1.`);
  expect(line).toContain(`${evidence.captured} 0, `);
});

it("a section is replaced between its markers, and only there", () => {
  const page = "a\n<!-- begin b (npm run gen) -->\nold\n<!-- end b -->\nc";
  expect(replaceSection(page, "b", "new")).toBe(page.replace("old", "new"));
  expect(() => replaceSection(page, "other", "new")).toThrow('no section "other"');
});
