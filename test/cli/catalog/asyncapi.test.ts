import { expect, it } from "vitest";
import { asyncApiText } from "../../../src/cli/catalog/asyncapi.ts";
import type { CatalogEvent } from "../../../src/cli/catalog/catalog-facts.ts";
import { github } from "../../../src/providers/index.ts";

const event = (name: string, sample?: string): CatalogEvent => ({
  type: `com.own.${name}`,
  name,
  provider: github,
  sources: ["own"],
  ...(sample !== undefined && { sample }),
});

const textOf = (...events: readonly CatalogEvent[]): string =>
  asyncApiText({ bridge: "acme", stage: "dev", buses: [{ name: "main", events, maybeFrom: [] }] });

it("large numbers of an example keep their digits, whatever the names", () => {
  const name = 'a "quoted\\ name';
  const sample = '{"detail":{"data":{"id":12345678901234567890,"share":-0}}}';
  const text = textOf(event(name, sample), event("plain", '{"$&":1}'));
  expect(text).toContain(sample);
  expect(text).toContain('{"$&":1}');
  expect(JSON.parse(text).components.messages["com.own.plain"].examples[0].payload).toEqual({ "$&": 1 });
});

it("names that differ in characters which AsyncAPI forbids have keys of their own", () => {
  const { channels, components } = JSON.parse(textOf(event("order/paid"), event("order:paid")));
  const keys = ["com.own.order_paid", "com.own.order_paid-2"];
  expect(Object.keys(components.messages)).toEqual(keys);
  expect(Object.keys(channels.main.messages)).toEqual(keys);
  expect(components.messages[keys[1] ?? ""].name).toBe("com.own.order:paid");
});
