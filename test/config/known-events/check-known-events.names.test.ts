import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { catalogueEvents } from "../../../src/config/known-events/known-events.ts";
import type { Provider } from "../../../src/core/provider.ts";
import * as catalogue from "../../../src/providers/index.ts";
import { findingsOf, misspelt, seededRandom } from "./some-bus.ts";

// Thousands of patterns are compiled and matched.
vi.setConfig({ testTimeout: 180_000 });

const providers: readonly Provider[] = Object.values(catalogue).filter(
  (value): value is Provider => typeof value === "object" && "event" in value,
);
const known = catalogueEvents();
const fixtures = join(import.meta.dirname, "../../fixtures");

/** The types of the events that a provider's recorded requests give. */
const recordedEvents = (id: string): readonly { readonly type: string }[] =>
  readdirSync(join(fixtures, id), { encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .flatMap(
      (name) => (JSON.parse(readFileSync(join(fixtures, id, name), "utf8")) as { events?: [] }).events ?? [],
    );

it("no recorded event is taken for one that can't come", () => {
  let count = 0;
  for (const provider of providers) {
    for (const event of recordedEvents(provider.id)) {
      count++;
      const { entity, action, ...rest } = event as { type: string; entity?: string; action?: string };
      for (const on of [
        { type: `${provider.event.source}.${rest.type}` },
        { entity, action, type: `${provider.event.source}.*` },
      ])
        expect(
          findingsOf({ it: { provider, accept: [rest.type] } }, { on }),
          `${provider.id} ${rest.type}`,
        ).toEqual([]);
    }
  }
  expect(count).toBeGreaterThan(400);
});

it("no known name is taken for one that can't come", () => {
  let count = 0;
  for (const provider of providers) {
    const names = new Set(Object.values(known[provider.id]?.names ?? {}).flat());
    if (names.size === 0) continue;
    count += names.size;
    const types = Array.from(names, (name) => `${provider.event.source}.${name}`);
    for (let at = 0; at < types.length; at += 20)
      expect(findingsOf({ it: { provider } }, { on: { type: types.slice(at, at + 20) } })).toEqual([]);
    expect(findingsOf({ it: { provider, accept: [...names] } })).toEqual([]);
  }
  expect(count).toBeGreaterThan(1_000);
});

describe("500 misspelt names of whole lists", () => {
  const whole = providers.filter(({ id }) => known[id]?.whole);
  // A name that a user chose can't be misspelt.
  const names = whole.flatMap((provider) =>
    [...new Set(Object.values(known[provider.id]?.names ?? {}).flat())]
      .filter((name) => !provider.event.namedByUsers?.some((beginning) => name.startsWith(beginning)))
      .map((name) => [provider, name] as const),
  );
  const random = seededRandom(17);
  const samples = Array.from({ length: 500 }, () => {
    const [provider, name] = names[Math.floor(random() * names.length)] ?? [catalogue.github, "push"];
    let wrong = name;
    const all = Object.values(known[provider.id]?.names ?? {}).flat();
    while (wrong === "" || all.includes(wrong)) wrong = misspelt(name, random);
    return { provider, name, wrong };
  });

  it.each(["on.type", "detail-type", "accept"])("in %s are refused, and the right name is said", (place) => {
    let [refused, right] = [0, 0];
    for (const { provider, name, wrong } of samples) {
      const { source } = provider.event;
      const findings =
        place === "accept"
          ? findingsOf({ it: { provider, accept: [wrong] } })
          : findingsOf(
              { it: { provider } },
              place === "on.type"
                ? { on: { type: `${source}.${wrong}` } }
                : { pattern: { "detail-type": [wrong] } },
            );
      if (findings.some(({ level }) => level === "error")) refused++;
      const nearest = place === "on.type" ? `${source}.${name}` : name;
      if (findings[0]?.remedy.includes(`The nearest is "${nearest}"`)) right++;
    }
    expect([samples.length, refused]).toEqual([500, 500]);
    expect(right).toBeGreaterThanOrEqual(475);
  });
});
