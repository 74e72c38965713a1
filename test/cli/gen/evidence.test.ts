import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bestWitness } from "../../../src/cli/gen/evidence.ts";

let fixtures: string;
beforeEach(() => {
  fixtures = mkdtempSync(join(tmpdir(), "hookbridge-evidence-"));
  mkdirSync(join(fixtures, "acme"));
});
afterEach(() => rmSync(fixtures, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(fixtures, "acme", name), text);
const by = (kind: string): string => JSON.stringify({ witness: { kind, by: "somebody" } });

it("is the strongest of a provider's fixtures", () => {
  expect(bestWitness(fixtures, "acme")).toBeUndefined();
  write("a.json", by("documentation"));
  write("b.json", by("published"));
  write("c.json", by("captured"));
  expect(bestWitness(fixtures, "acme")?.kind).toBe("published");
});

it.each([
  ["{", /acme.order-paid\.json is not JSON: /],
  ["{}", /acme.order-paid\.json has no "witness"; its kinds: CONTRIBUTING\.md#a-fixture$/],
])("names the file of a fixture that cannot be read: %s", (text, message) => {
  write("order-paid.json", text);
  expect(() => bestWitness(fixtures, "acme")).toThrow(message);
});
