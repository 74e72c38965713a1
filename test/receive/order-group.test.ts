import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Delivery, storedRequest } from "../../src/core/delivery.ts";
import type { Source } from "../../src/core/source.ts";
import { orderGroup } from "../../src/receive/order-group.ts";
import { receive } from "../../src/receive/receive.ts";
import { acme, bridge, deliveryOf, receivePorts, signedRequest, wholeProof } from "../support/fakes.ts";

const ordered = bridge.sources.get("ordered") as Source;
const groupIn = (source: Source, delivery: Delivery): string | undefined =>
  orderGroup(source, storedRequest(delivery), delivery.proof);
const groupOf = (body: string, change: Partial<Source> = {}): string | undefined =>
  groupIn({ ...ordered, ...change }, deliveryOf(body, { source: "ordered" }));
const hashed = (subject: string): string =>
  `ordered/${createHash("sha256").update(subject).digest("hex").slice(0, 32)}`;

describe("the group of a delivery", () => {
  it("is the source and a hash of the event's subject, as its event would have it", () => {
    expect(groupOf('{"subject":"order 7"}')).toBe(hashed("order 7"));
    expect(groupOf('{"subject":" order\\u0000 7 "}')).toBe(hashed("order 7"));
    expect(groupOf('{"subject":"order 8"}')).not.toBe(hashed("order 7"));
  });

  it("is what SQS takes, however long names and subjects are", () => {
    const group = groupOf(JSON.stringify({ subject: "ü 😀".repeat(200) }), { name: "s".repeat(64) });
    expect(group).toMatch(/^[!-~]{1,128}$/);
  });

  it.each([
    ["without a subject", '{"id":"1"}'],
    ["that is split", '{"subject":"7","items":[{"subject":"7"}]}'],
    ["that is no JSON", "plain"],
  ])("is the source alone for a delivery %s", (_, body) => {
    expect(groupOf(body)).toBe("ordered");
  });

  it("is the source alone when the signature does not cover the subject", () => {
    const subject = "header:x-subject" as const;
    const provider = { ...acme, event: { ...acme.event, subject } };
    const delivery = deliveryOf("{}", { headers: { "x-subject": "7" } });
    expect(groupIn({ ...ordered, provider }, delivery)).toBe("ordered");
    expect(groupIn({ ...ordered, provider }, { ...delivery, proof: wholeProof })).toBe(hashed("7"));
  });

  it("goes with the delivery that receive sends, and only from a source with an order", async () => {
    const { ports, queued } = receivePorts();
    const request = signedRequest('{"type":"a","subject":"7"}');
    for (const source of ["ordered", "acme"]) await receive(bridge.sources, source, request, ports);
    expect(queued.map(({ group }) => group)).toEqual([hashed("7"), undefined]);
  });
});
