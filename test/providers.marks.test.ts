import { describe, expect, it } from "vitest";
import { factsOf } from "../src/core/facts.ts";
import { readValue } from "../src/core/pointers.ts";
import { loadProvider, providerIds } from "./support/contract-kit.ts";
import { fixturesOf } from "./support/fixtures.ts";

const providers = await Promise.all(providerIds.map(loadProvider));
const marked = providers.filter(({ marks }) => marks !== undefined);

describe.each(marked)("the marks of $id", ({ id, marks = {}, event }) => {
  const requests = fixturesOf(id).map(({ request }) => request);

  it("are written so that they can be found", () => {
    const { headers = [], formerHeaders = [], userAgents = [] } = marks;
    for (const name of [...headers, ...formerHeaders]) expect(name).toBe(name.toLowerCase());
    for (const beginning of userAgents) expect(beginning).not.toMatch(/\/\d|\s$/);
  });

  it("have user agents that were recorded", () => {
    const agents = requests.flatMap(({ headers }) => headers.get("user-agent") ?? []);
    for (const beginning of marks.userAgents ?? [])
      expect(agents.some((agent) => agent.startsWith(beginning))).toBe(true);
  });

  it("name the side of a recorded request, by a text of either side", () => {
    for (const { at, test = [], live = [] } of marks.sides ?? []) {
      const found = requests.flatMap((request) => readValue(factsOf(request, event.payload), at) ?? []);
      expect(found.length).toBeGreaterThan(0);
      for (const text of found) expect([...test, ...live]).toContain(text);
    }
  });
});

it("there are marks of many vendors", () => {
  expect(marked.length).toBeGreaterThan(60);
});
