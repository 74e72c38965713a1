import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidence } from "../src/cli/gen/evidence.ts";
import { loadProvider, providerIds } from "./support/contract-kit.ts";
import { describeProvider } from "./support/describe-provider.ts";
import { fixturesFolder, fixturesOf } from "./support/fixtures.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

it("the folder holds providers", () => {
  expect(providerIds.length).toBeGreaterThan(0);
});

for (const id of providerIds) describeProvider(await loadProvider(id), fixturesFolder(id));

describe.each(providerIds)("%s", (id) => {
  it("has the name of its file as its id", async () => {
    expect((await loadProvider(id)).id).toBe(id);
  });

  it("has its evidence in the catalogue", () => {
    const [, section = ""] = read("docs/providers.md").split(`<a id="${id}"></a>`);
    const fixtures = fixturesOf(id);
    // The contract fails then, and says how to record one.
    if (fixtures.length === 0) return;
    const foreign = fixtures.some(({ witness }) => witness.kind !== "documentation");
    const saysDocumentation = section.split("<a id=")[0]?.includes(`**evidence**: ${evidence.documentation}`);
    expect(saysDocumentation, `docs/providers.md does not have the evidence of ${id}: npm run gen`).toBe(
      !foreign,
    );
  });
});
