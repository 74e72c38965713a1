import { expect, it } from "vitest";
import { openJournal } from "../../../../../src/local/server/journal/journal.ts";

it("a list takes as many values in a filter as a URL can hold", () => {
  const { requests, events } = openJournal(":memory:", () => undefined);
  requests.write("dlv_1", { at: 1, source: "billing", outcome: "queued", type: "invoice.paid" });
  requests.write("dlv_2", { at: 2, source: "billing", outcome: "queued", type: "invoice.void" });
  const many = Array.from({ length: 5_000 }, (_, index) => `other.${index}`);
  expect(requests.list({ type: [...many, "invoice.p*"] }).items.map(({ id }) => id)).toEqual(["dlv_1"]);
  expect(requests.list({ type: many }).total).toBe(0);
  const beginnings = many.map((type) => `${type}*`);
  expect(requests.list({ type: [...beginnings, "invoice.void"] }).items.map(({ id }) => id)).toEqual([
    "dlv_2",
  ]);
  expect(events.list({ type: many }).items).toEqual([]);
});
