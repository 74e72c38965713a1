import { expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import type { ProviderEvents } from "../../src/core/provider.ts";
import { rulesFor } from "../../src/events/rules-for.ts";
import { requestOf } from "../support/judged.ts";

const words = { "a.*": "order" } as const;
const events: ProviderEvents = {
  source: "com.acme",
  type: ["body:/t"],
  subject: "body:/s",
  by: ["body:/kind", "body:/form"],
  words,
  cases: {
    order: { subject: "body:/order", words: { b: "user" } },
    late: { subject: "body:/late" },
  },
};
const of = (body: string, rules = events) =>
  rulesFor(rules, factsOf(requestOf({ headers: { "content-type": "application/json" }, body })));

it("are the provider's own where no case has the name", () => {
  expect(of('{"kind":"other"}')).toEqual({ ...events, words: [words] });
  expect(of('{"kind":"toString"}')).toEqual({ ...events, words: [words] });
  expect(of("{}", { source: "com.acme", type: [] })).toEqual({ source: "com.acme", type: [], words: [] });
});

it("are overridden by every case, of which the first counts most, with its words before the others", () => {
  expect(of('{"kind":"order","form":"late"}')).toEqual({
    ...events,
    subject: "body:/order",
    words: [{ b: "user" }, words],
  });
  expect(of('{"kind":"late","form":"order"}')).toMatchObject({
    subject: "body:/late",
    words: [{ b: "user" }, words],
  });
});
