import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeMessage, encodeMessage } from "../../src/aws/queue/message.ts";
import { parseJson } from "../../src/core/json/json.ts";
import { elementSpans, spanAt } from "../../src/core/json/json-text.ts";
import type { Proof } from "../../src/core/proof.ts";
import { detailOf } from "../../src/events/envelope.ts";
import { pack, putEventsLimits } from "../../src/events/limits.ts";
import { redact } from "../../src/events/redact.ts";
import { bytes, gaps, json, keys, pathsOf, spaced, text } from "./arbitraries.ts";

describe("spans of JSON", () => {
  it("hold the text of the value at every path", () => {
    fc.assert(
      fc.property(json, gaps, (value, gap) => {
        const whole = `${gap}${spaced(value, gap)}${gap}`;
        for (const [path, one] of pathsOf(value)) {
          const span = spanAt(whole, path);
          expect(parseJson(whole.slice(span?.start, span?.end))?.value).toEqual(
            parseJson(JSON.stringify(one))?.value,
          );
          if (Array.isArray(one) && span) expect(elementSpans(whole, span)).toHaveLength(one.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("redaction replaces its values and touches no other byte", () => {
    fc.assert(
      fc.property(json, gaps, (value, gap) => {
        const whole = spaced(value, gap);
        // A `*` stands for every step.
        const paths = [...pathsOf(value)].filter(([path]) => path.length > 0 && !path.includes("*"));
        const [path] = paths[paths.length >> 1] ?? [];
        if (!path) return;
        const pointer = path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
        const kept = redact({ kind: "json", text: whole }, [pointer]);
        const span = spanAt(whole, path);
        expect(kept).toEqual({
          kind: "json",
          text: `${whole.slice(0, span?.start)}"[redacted]"${whole.slice(span?.end)}`,
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("envelopes and messages", () => {
  const envelope = fc.record({
    id: text,
    origin: text,
    type: text,
    subject: fc.option(text, { nil: undefined }),
    time: text,
    bridgesource: text,
    deliveryid: text,
    receivedtime: text,
    traceparent: fc.option(text, { nil: undefined }),
  });

  it("hold every attribute, and the payload byte for byte", () => {
    fc.assert(
      fc.property(envelope, json, gaps, (attributes, value, gap) => {
        const payload = `${gap}${spaced(value, gap)}`;
        const detail = detailOf(attributes as never, { kind: "json", text: payload });
        const read = JSON.parse(detail) as Record<string, unknown>;
        expect(detail.endsWith(`"data":${payload}}`)).toBe(true);
        expect([read.id, read.type, read.source, read.time]).toEqual(
          JSON.parse(JSON.stringify([attributes.id, attributes.type, attributes.origin, attributes.time])),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("of bytes give the same bytes back", () => {
    fc.assert(
      fc.property(envelope, bytes, (attributes, body) => {
        const detail = detailOf(attributes as never, { kind: "bytes", bytes: body, contentType: "a/b" });
        expect(Buffer.from(JSON.parse(detail).data_base64, "base64")).toEqual(Buffer.from(body));
      }),
      { numRuns: 200 },
    );
  });

  const proved = fc.record({
    covers: fc.array(text),
    text: fc.oneof(
      fc.record({ before: text, after: text }),
      bytes.map((some) => ({ digest: createHash("sha256").update(some).digest("hex") })),
    ),
  });
  const proof: fc.Arbitrary<Proof> = fc.oneof(
    proved,
    fc.record({
      covers: fc.array(text),
      text: fc.record({ before: text, after: text }),
      items: fc.dictionary(
        keys.filter((name) => name !== "__proto__"),
        proved,
      ),
    }),
  );

  it("a delivery is read back as it was written, in plain ASCII", () => {
    const delivery = fc.record({
      id: text,
      source: text,
      receivedAt: fc.constant("2026-05-28T20:26:40.000Z"),
      method: text,
      url: text,
      headers: fc.dictionary(
        keys.filter((name) => name !== "__proto__"),
        text,
      ),
      proof,
      body: bytes,
    });
    fc.assert(
      fc.property(delivery, (one) => {
        const message = encodeMessage(one);
        expect(message).toMatch(/^[\x20-\x7e]*$/);
        const { delivery: read } = decodeMessage(message);
        expect({ ...read, body: Buffer.from(read.body) }).toEqual({ ...one, body: Buffer.from(one.body) });
      }),
      { numRuns: 300 },
    );
  });

  it("any other message in the queue is refused, not guessed at", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          json.map((value) => JSON.stringify(value)),
          json.map((value) => JSON.stringify({ v: 1, body: value, id: value, headers: value })),
        ),
        (body) => {
          expect(() => decodeMessage(body)).toThrow(expect.objectContaining({ code: "message-unreadable" }));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("entries are packed in order, and no call is over its limits", () => {
    const entry = fc.record({
      eventSource: text,
      detailType: text,
      detail: fc.nat(400_000).map((size) => "x".repeat(size)),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const calls = pack(entries);
        expect(calls.flat()).toEqual(entries);
        for (const call of calls) {
          expect(call.length).toBeLessThanOrEqual(putEventsLimits.entries);
          const size = call.reduce((sum, { detail }) => sum + detail.length, 0);
          if (call.length > 1) expect(size).toBeLessThan(putEventsLimits.bytes);
        }
      }),
      { numRuns: 30 },
    );
  });
});
