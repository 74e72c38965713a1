import { expect, it } from "vitest";
import { encodeMessage } from "../../../src/aws/queue/message.ts";
import type { Delivery } from "../../../src/core/delivery.ts";
import type { Source } from "../../../src/core/source.ts";
import { normalize } from "../../../src/events/normalize.ts";
import { deliveryKeys, keyWords } from "../../../src/operate/inspect/delivery-keys.ts";
import { github, stripe } from "../../../src/providers/index.ts";

const buses = new Set(["main"]);
const source: Source = { name: "billing", provider: stripe, bus: "main", maxBodyBytes: 1_000_000 };
const delivery: Delivery = {
  id: "dlv_1",
  source: "billing",
  receivedAt: "2026-11-30T10:00:00.000Z",
  method: "POST",
  url: "https://h.example.com/hooks/billing",
  headers: { "content-type": "application/json" },
  proof: { covers: ["body:"], text: { before: "", after: "" } },
  body: Buffer.from(
    '{"id":"evt_1","type":"invoice.paid","created":1796032800,"data":{"object":{"id":"in_1"}}}',
  ),
};

it("the keys are those of publish", () => {
  const { events } = normalize(delivery, source, buses);
  expect(deliveryKeys(encodeMessage(delivery), source, buses)).toEqual({
    keys: events.map(({ key }) => key),
    eventIds: ["evt_1"],
  });
});

it("of a body that is elsewhere, a message that is not ours, and a bus that is not there, nothing is told", () => {
  expect(deliveryKeys(encodeMessage(delivery, { bodyRef: "s3://b/k" }), source, buses)).toBeUndefined();
  expect(deliveryKeys("{}", source, buses)).toBeUndefined();
  expect(deliveryKeys(encodeMessage(delivery), source, new Set(["other"]))).toBeUndefined();
});

it("says what a key is made of", () => {
  expect(keyWords(source, "billing#id:evt_1")).toBe(
    "Source and Stripe's id of the event, which the signature covers.",
  );
  expect(keyWords(source, "billing#sha256:00")).toMatch(
    /^Source and SHA-256 of what the signature covers\. Stripe's id is not signed/,
  );
  expect(keyWords({ ...source, provider: github }, "billing#sha256:00")).toContain(
    "`header:x-github-delivery`",
  );
  const alone = { ...stripe, event: { ...stripe.event, distinct: "delivery" as const } };
  expect(keyWords({ ...source, provider: alone }, undefined)).toMatch(
    /^Each request counts as an event of its own/,
  );
});
