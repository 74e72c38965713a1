import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ProviderEvents } from "../../src/core/provider.ts";
import { normalize } from "../../src/events/normalize.ts";
import { bridge, deliveryOf, wholeProof as proof } from "../support/fakes.ts";

it('with distinct "delivery" each delivery is an event of its own, the same one on every attempt', () => {
  const acme = bridge.sources.get("acme");
  if (!acme) throw new Error("no source acme");
  const event = {
    source: "com.acme",
    type: ["text:changed"],
    distinct: "delivery",
    each: "body:/list",
  } as const;
  const source = { ...acme, provider: { ...acme.provider, event } };
  const identities = (id: string) =>
    normalize(deliveryOf('{"list":["a","b"]}', { id, proof }), source, new Set(["main"])).events.map(
      ({ envelope, key }) => `${envelope.id} ${key}`,
    );
  expect(identities("dlv_1")).toEqual([
    `dlv_1/0 acme#sha256:${proof.text.digest}/0#dlv_1`,
    `dlv_1/1 acme#sha256:${proof.text.digest}/1#dlv_1`,
  ]);
  expect(identities("dlv_1")).toEqual(identities("dlv_1"));
  expect(new Set([...identities("dlv_1"), ...identities("dlv_2")]).size).toBe(4);
});

it("an id still shows a duplicate", () => {
  const acme = bridge.sources.get("acme");
  if (!acme) throw new Error("no source acme");
  const event = { source: "com.acme", type: ["text:changed"], id: "body:/id", distinct: "delivery" } as const;
  const source = { ...acme, provider: { ...acme.provider, event } };
  const key = (id: string) =>
    normalize(deliveryOf('{"id":"e1"}', { id, proof }), source, new Set(["main"])).events[0]?.key;
  expect([key("dlv_1"), key("dlv_2")]).toEqual(["acme#id:e1", "acme#id:e1"]);
});

it("an item with its own signature is one event at any place, and others have their places", () => {
  const acme = bridge.sources.get("acme");
  if (!acme) throw new Error("no source acme");
  const event = { source: "com.acme", type: ["text:changed"], each: "body:/list" } as const;
  const source = { ...acme, provider: { ...acme.provider, event } };
  const own = { covers: [], text: { digest: "own" } };
  const some = { ...proof, items: { "list/1": own } };
  const delivery = deliveryOf('{"list":["a","b"]}', { proof: some });
  const { events } = normalize(delivery, source, new Set(["main"]));
  expect(events.map(({ envelope, key }) => `${envelope.id} ${key}`)).toEqual([
    `${proof.text.digest}/0 acme#sha256:${proof.text.digest}/0`,
    "own acme#sha256:own/0",
  ]);
});

it("the fingerprint is the hash of the body with the signed text around it", () => {
  const acme = bridge.sources.get("acme");
  if (!acme) throw new Error("no source acme");
  const signed = { covers: [], text: { before: "POST ", after: " end" } };
  const [event] = normalize(deliveryOf("{}", { proof: signed }), acme, new Set(["main"])).events;
  const fingerprint = createHash("sha256").update("POST {} end").digest("hex");
  expect(event).toMatchObject({ envelope: { id: fingerprint }, key: `acme#sha256:${fingerprint}/0` });
});

describe("strictDeduplication", () => {
  const identityOf = (
    distinct: ProviderEvents["distinct"],
    { strict, id, header }: { strict: boolean; id: string; header: string },
  ) => {
    const acme = bridge.sources.get("acme");
    if (!acme) throw new Error("no source acme");
    const event = { source: "com.acme", type: ["text:changed"], ...(distinct && { distinct }) } as const;
    const source = { ...acme, provider: { ...acme.provider, event }, strictDeduplication: strict };
    const signed = { covers: ["header:x-signed"], text: { digest: "d" } };
    const headers = { "x-unsigned": header, "x-signed": "s" };
    const delivery = deliveryOf("{}", { id, headers, proof: signed, signedAt: "1780000000" });
    const [made] = normalize(delivery, source, new Set(["main"])).events;
    return { id: made?.envelope.id, key: made?.key };
  };
  const [first, second] = [
    { id: "dlv_1", header: "one" },
    { id: "dlv_2", header: "two" },
  ] as const;

  it.each([["header:x-unsigned"], ["delivery"], ["text:{header:x-signed}-{header:x-unsigned}"]] as const)(
    "leaves %s out, which is not signed",
    (distinct) => {
      const without = identityOf(undefined, { strict: true, ...first });
      expect(identityOf(distinct, { strict: true, ...first })).toEqual(without);
      expect(identityOf(distinct, { strict: true, ...second })).toEqual(without);
      const [one, other] = [first, second].map((sent) => identityOf(distinct, { strict: false, ...sent }));
      expect(one?.key).not.toBe(other?.key);
      expect(one?.id).not.toBe(other?.id);
    },
  );

  it.each([["header:x-signed"], ["signing-time"], [["header:x-signed", "signing-time"]]] as const)(
    "keeps %s, which is signed",
    (distinct) => {
      expect(identityOf(distinct, { strict: true, ...first })).toEqual(
        identityOf(distinct, { strict: false, ...second }),
      );
      expect(identityOf(distinct, { strict: true, ...first }).key).not.toBe(
        identityOf(undefined, { strict: true, ...first }).key,
      );
    },
  );
});
