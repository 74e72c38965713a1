import { CloudEvent } from "cloudevents";
import fc from "fast-check";
import { expect, it } from "vitest";
import { defineProvider } from "../../src/core/provider.ts";
import { detailOf } from "../../src/events/envelope.ts";
import { normalize } from "../../src/events/normalize.ts";
import { bridge, deliveryOf } from "../support/fakes.ts";

// Whatever a vendor sends, its event is one that CloudEvents' SDK accepts when it is strict, and an entry that EventBridge takes.

/** `HOOKBRIDGE_PROPERTY_RUNS=1000000` tries a million. */
const numRuns = Number(process.env.HOOKBRIDGE_PROPERTY_RUNS ?? 2_000);

const event = {
  source: "com.acme",
  type: ["body:/type", "header:x-type"],
  id: "body:/id",
  time: "body:/time",
  subject: "body:/subject",
  origin: "body:/origin",
} as const;
const base = bridge.sources.get("acme");
if (!base) throw new Error("no source acme");
const source = { ...base, provider: defineProvider({ ...base.provider, event }) };

/** What CloudEvents bans in attributes. */
const banned = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

const odd = fc.constantFrom(
  "\u0000",
  "\t",
  "\n",
  "\u0085",
  "\u2028",
  "\ufffe",
  "\uffff",
  "\ufdd0",
  "\u{1ffff}",
  "\ud800",
  "\udc00",
  "\ufeff",
  ..."[]{}%:/?#@\\\"' ^|`<>",
);
const uriPieces = fc.constantFrom(
  "https://",
  "//",
  "urn:",
  "1a:",
  "[::1]",
  "[",
  "]",
  "a@b",
  ":8080",
  "%zz",
  "%41",
  "é",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.oneof(odd, uriPieces, fc.string({ maxLength: 4 })), { maxLength: 8 })
    .map((pieces) => pieces.join("")),
  fc.string({ minLength: 120, maxLength: 140, unit: "grapheme" }),
);
const time = fc.oneof(
  text,
  fc.integer().map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?(?:Z|[+-][0-9]{2}:[0-9]{2})?$/,
  ),
  fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String),
);
const contentType = fc.oneof(
  text,
  fc.constantFrom("text/plain;\tcharset=utf-8", 'text/plain; a="\u{1fffe}"', "application/json", "text/xml"),
);

function isValid(attributes: Record<string, unknown>): void {
  expect(() => new CloudEvent(attributes, true)).not.toThrow();
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === "string" && name !== "data" && name !== "data_base64") {
      expect(value, name).not.toMatch(banned);
      expect(value, name).not.toBe("");
    }
}

it(`every one of ${numRuns} deliveries of arbitrary texts becomes a valid event`, () => {
  const buses = new Set(["main"]);
  fc.assert(
    fc.property(
      fc.record({ type: text, id: text, time, subject: text, origin: text }),
      contentType,
      text,
      fc.boolean(),
      (values, type, header, isJson) => {
        const body = isJson ? JSON.stringify(values) : `${values.subject}<`;
        const headers = { "content-type": type, "x-type": header };
        const { events } = normalize(deliveryOf(body, { headers }), source, buses);
        expect(events).toHaveLength(1);
        for (const { envelope, payload, detailType, eventSource, time: at } of events) {
          const detail = detailOf(envelope, payload);
          isValid(JSON.parse(detail));
          expect(detailType.length).toBeGreaterThan(0);
          expect(detailType.length).toBeLessThanOrEqual(128);
          expect(envelope.type.startsWith(`com.acme.${detailType}`)).toBe(true);
          expect(detailType).not.toMatch(banned);
          expect(eventSource).toBe("com.acme");
          expect(at.getTime()).toBeGreaterThanOrEqual(0);
          // No lone surrogate: EventBridge would refuse the whole call.
          expect(detail.isWellFormed()).toBe(true);
        }
      },
    ),
    { numRuns },
  );
});
