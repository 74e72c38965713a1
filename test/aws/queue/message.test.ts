import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeMessage, encodeMessage } from "../../../src/aws/queue/message.ts";
import type { Proof } from "../../../src/core/proof.ts";
import { deliveryOf } from "../../support/fakes.ts";

const text = fc.string({ unit: "binary" });
const digest = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });
const bare = fc.record({
  covers: fc.array(text),
  text: fc.oneof(fc.record({ before: text, after: text }), fc.record({ digest })),
});
const proofs: fc.Arbitrary<Proof> = fc.oneof(
  bare,
  fc
    .tuple(bare, fc.dictionary(text, bare, { noNullPrototype: true }))
    .map(([proof, items]) => ({ ...proof, items })),
);

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."123456789abcdef"), minLength: length, maxLength: length });
const traces = fc.tuple(hex(32), hex(16)).map(([trace, parent]) => `00-${trace}-${parent}-01`);

const message = JSON.parse(encodeMessage(deliveryOf("{}"))) as Record<string, unknown>;
const refusal = (change: object): string => {
  try {
    decodeMessage(JSON.stringify({ ...message, ...change }));
    return "";
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

it("is read back as it was written, in plain ASCII", () => {
  fc.assert(
    fc.property(proofs, text, fc.uint8Array(), traces, (proof, header, body, traceparent) => {
      const delivery = { ...deliveryOf(""), proof, headers: { "x-a": header }, body, traceparent };
      const encoded = encodeMessage(delivery);
      expect(encoded).toMatch(/^[ -~]*$/);
      const { delivery: read, bodyRef } = decodeMessage(encoded);
      expect(bodyRef).toBeUndefined();
      expect({ ...read, body: [...read.body] }).toEqual({ ...delivery, body: [...body] });
    }),
  );
});

it("refers to a body in S3 by its URI only", () => {
  const { delivery, bodyRef } = decodeMessage(encodeMessage(deliveryOf("secret"), { bodyRef: "s3://b/k" }));
  expect(bodyRef).toBe("s3://b/k");
  expect(delivery.body).toHaveLength(0);
});

describe("is refused, and so parked for the queue's owner,", () => {
  it("an unchanged one is accepted", () => {
    expect(refusal({})).toBe("");
  });

  const proof = { covers: ["*"], text: { before: "", after: "" } };
  it.each<readonly [string, object]>([
    ["of a version to come", { v: 3 }],
    ["of a version that is text", { v: "2" }],
    ["of no version", { v: undefined }],
    ["of a version that every object has", { v: "constructor" }],
    ["without a proof", { proof: undefined }],
    ["with a trace context of another form", { traceparent: "00-1-2-01" }],
    ["with a trace context that is no text", { traceparent: null }],
    ["with a proof that is a list", { proof: [] }],
    ["with a proof that covers no list", { proof: { ...proof, covers: "*" } }],
    ["with a proof that covers a number", { proof: { ...proof, covers: [1] } }],
    ["with a proof of no text", { proof: { covers: ["*"] } }],
    ["with a proof of half a text", { proof: { ...proof, text: { before: "" } } }],
    ["with a digest that is none", { proof: { ...proof, text: { digest: "ab" } } }],
    ["with items that are a list", { proof: { ...proof, items: [proof] } }],
    ["with items that are null", { proof: { ...proof, items: null } }],
    ["with an item that proves nothing", { proof: { ...proof, items: { "a/0": {} } } }],
    ["with a time that is none", { receivedAt: "yesterday" }],
    ["with a time that no calendar has", { receivedAt: "2026-13-41T00:00:00.000Z" }],
    ["with a body that is not Base64", { body: "?" }],
    ["without a body", { body: undefined }],
    ["without a source", { source: undefined }],
  ])("one %s", (_, change) => {
    expect(refusal(change)).toBe("message-unreadable");
  });
});
