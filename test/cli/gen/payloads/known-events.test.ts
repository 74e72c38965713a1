import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knownEventsText } from "../../../../src/cli/gen/payloads/known-events.ts";
import type { KnownEvents } from "../../../../src/config/known-events/known-events.ts";
import { defineProvider } from "../../../../src/core/provider.ts";

const provider = defineProvider({
  id: "acme",
  name: "Acme",
  category: "devtools",
  docs: "https://acme.example/webhooks",
  setup: { where: "Settings", secret: "issued-by-provider" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-acme" },
  event: {
    source: "com.acme",
    type: ["body:/type"],
    words: { "order.*": "order", ping: "test created" },
    by: "body:/paid",
    cases: { true: { words: { "order.closed": "order paid" } } },
  },
});

function knownOf(listed: readonly string[], recorded: string): KnownEvents | undefined {
  const folder = mkdtempSync(join(tmpdir(), "known-events-"));
  mkdirSync(join(folder, "acme"));
  writeFileSync(join(folder, "acme/one.json"), JSON.stringify({ events: [{ type: recorded }] }));
  const vendors = join(folder, "vendors.json");
  writeFileSync(vendors, JSON.stringify(listed.length > 0 ? { acme: { "acme-sdk 1.0.0": listed } } : {}));
  return (JSON.parse(knownEventsText([provider], folder, vendors)) as Record<string, KnownEvents>).acme;
}

it("collects names from words, cases, recorded requests and the vendor's package", () => {
  expect(knownOf(["order.created", "order.closed", "ping"], "order.created")).toEqual({
    whole: true,
    names: {
      words: ["order.closed", "ping"],
      recorded: ["order.created"],
      "acme-sdk 1.0.0": ["order.created", "order.closed", "ping"],
    },
  });
});

it("calls no list whole that lacks a recorded name, and none without a package", () => {
  expect(knownOf(["order.closed", "ping"], "order.shipped")?.whole).toBe(false);
  expect(knownOf([], "order.created")?.whole).toBe(false);
});

it("takes an event without a name for no name", () => {
  expect(knownOf([], "unknown")?.names).toEqual({ words: ["order.closed", "ping"] });
});
