import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withExamples } from "./page.ts";

it("docs/identity.md shows the ids and keys that the code makes: node test/identity/write-page.ts", async () => {
  const page = readFileSync(new URL("../../docs/identity.md", import.meta.url), "utf8");
  expect(await withExamples(page)).toBe(page);
});
