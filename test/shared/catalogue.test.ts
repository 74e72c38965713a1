import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { sharedFolder } from "./folder.ts";

interface CatalogueRecord {
  readonly id: string;
  readonly confidence: "verified-by-running" | "from-sdk-source" | "from-docs" | "memory";
}

const records: readonly CatalogueRecord[] = JSON.parse(
  readFileSync(resolve(sharedFolder, "providers/catalogue.json"), "utf8"),
);
const providers = await Promise.all(providerIds.map(loadProvider));
const names = new Set(providers.flatMap(({ id, aliases = [] }) => [id, ...aliases]));

/** Records that have no provider, and why. */
const leftOut: Readonly<Record<string, string>> = {};

it("every scheme that was verified by running has a provider, under its name or an alias", () => {
  const verified = records.filter(({ confidence }) => confidence === "verified-by-running");
  expect(verified.length).toBeGreaterThan(100);
  const missing = verified.map(({ id }) => id).filter((id) => !names.has(id) && !(id in leftOut));
  expect(missing).toEqual([]);
});

it("there are more vendors than any other bridge names", () => {
  expect(providers.length).toBeGreaterThanOrEqual(180);
});

it("a reason is given for nothing that is there", () => {
  expect(Object.keys(leftOut).filter((id) => names.has(id))).toEqual([]);
});
