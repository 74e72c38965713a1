import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { type Recorded, recordedFile, rowsOf } from "./rows.ts";

const lines = readFileSync(recordedFile, "utf8").trimEnd().split("\n");
const recorded = lines.map((line): Recorded => JSON.parse(line));

// One that was added since has no identities that could change under anybody: it joins when all are recorded anew.
it("has records of nearly all providers, and of no removed one", () => {
  const known = recorded.map(({ provider }) => provider);
  expect(known.filter((id) => !providerIds.includes(id))).toEqual([]);
  expect(known.length).toBeGreaterThan(providerIds.length * 0.9);
});

// Another key publishes again what is under way, another id is another event to consumers, another group breaks an order.
it.each(recorded)("$provider: keys, ids, order groups and covered values are unchanged", async (was) => {
  const is = await rowsOf(await loadProvider(was.provider));
  expect(is.pointers).toEqual(was.pointers);
  expect(is.rows).toEqual(was.rows);
  expect(was.rows.length).toBeGreaterThan(0);
});
