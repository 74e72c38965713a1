import { afterEach, expect, it, vi } from "vitest";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { bridge, deliveryOf } from "../support/fakes.ts";
import { recorded } from "../support/recorded.ts";

afterEach(() => vi.restoreAllMocks());

const github = await recorded("github", "issue-opened");
const stripe = await recorded("stripe", "snapshot-invoice-paid");
const bus = ({ data }: { readonly data?: unknown }): string => (data === undefined ? "none" : "main");
const redact = ["/sender/login", "/data/object/customer_email"];

/** The JSON objects and arrays that are parsed to make the event of a delivery. Names and single values on the way of a pointer don't count. */
function parsed(source: Source, body: string, headers: Record<string, string>): readonly string[] {
  const delivery = deliveryOf(body, { headers });
  const parse = vi.spyOn(JSON, "parse");
  const { events } = normalize(delivery, source, new Set(["main"]));
  expect(events).toHaveLength(1);
  const texts = parse.mock.calls.map(([text]) => text);
  parse.mockRestore();
  return texts.filter((text) => /^\s*[[{]/.test(text));
}

it.each([
  ["plain", {}],
  ["with a bus function", { bus }],
  ["with redact", { redact }],
  ["with both", { bus, redact }],
] as const)("a payload is parsed once, %s", (_, change) => {
  for (const { provider, body, fixture } of [github, stripe]) {
    const source = { ...bridge.sources.get("acme"), provider, bus: "main", ...change } as Source;
    expect(parsed(source, body, Object.fromEntries(fixture.request.headers))).toEqual([body]);
  }
});
