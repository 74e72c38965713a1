import { describe, expect, it } from "vitest";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { deliveryOf } from "../../src/receive/delivery-of.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";

/** A recorded request with some of its text replaced, in the body, or in the header that is named. */
type Change = readonly [from: string, to: string, header?: string];

function changed(request: WebhookRequest, changes: readonly Change[]): WebhookRequest {
  let body = Buffer.from(request.body).toString("utf8");
  const headers = new Map(request.headers);
  for (const [from, to, header] of changes) {
    const text = header === undefined ? body : (headers.get(header) ?? "");
    if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
    if (header === undefined) body = text.replaceAll(from, to);
    else headers.set(header, text.replaceAll(from, to));
  }
  return { ...request, headers, body: Buffer.from(body) };
}

/** Ids and deduplication keys of the events of a recorded request, after some changes. */
async function identities(id: string, name: string, changes: readonly Change[], delivery = "dlv_1") {
  const provider = await loadProvider(id);
  const fixture = fixturesOf(id).find((one) => one.name === name);
  if (!fixture) throw new Error(`no fixture ${id}/${name}`);
  const request = changed(fixture.request, changes);
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const ports = { now: () => fixture.clock * 1000, newDeliveryId: () => delivery };
  const signature = chooseScheme(signaturesOf(provider), request);
  if (!signature) throw new Error(`no scheme for ${id}/${name}`);
  const accepted = await deliveryOf(
    { source, request, signature, signedAt: "1781530200", secrets: [] },
    ports,
  );
  return normalize(accepted, source, new Set(["main"])).events.map(({ envelope, key }) => ({
    id: envelope.id,
    type: envelope.type,
    key,
  }));
}

describe("two events that look alike are two", () => {
  it.each<[provider: string, fixture: string, what: string, ...changes: Change[]]>([
    ["travis-ci", "build-passed", "a restarted build", ["13%3A29%3A40Z", "13%3A59%3A40Z"]],
    ["viber", "message-seen", "another reader of a broadcast", ["01234567890A=", "01234567890B="]],
    ["sinch", "message-switching", "the same on the next channel", ['"RCS"', '"WHATSAPP"']],
    [
      "x-twitter",
      "direct-message",
      "another subscribed user",
      ['user_id":"2244994945', 'user_id":"2244994946'],
    ],
    ["mailersend", "delivered", "another kind of one activity", ["activity.delivered", "activity.opened"]],
    ["recurly", "invoice-paid", "another notification", ["7fh2", "7fh3", "recurly-notification-id"]],
    ["woocommerce", "order-updated", "another delivery", ["df2e", "df2f", "x-wc-webhook-delivery-id"]],
    ["woocommerce", "order-updated", "another topic", ["updated", "created", "x-wc-webhook-topic"]],
    ["webflow", "inventory-changed", "the same number again", ["199300", "299300", "x-webflow-timestamp"]],
    ["pipedrive", "v2-change-deal", "the other half of a merge", ['"entity_id":"42"', '"entity_id":"43"']],
    ["printful", "shipment-sent", "another shipment", ['"id":10', '"id":11']],
  ])("%s %s: %s", async (provider, fixture, _, ...changes) => {
    const [one, other] = [
      await identities(provider, fixture, []),
      await identities(provider, fixture, changes),
    ];
    expect(one.length).toBeGreaterThan(0);
    for (const part of ["id", "key"] as const)
      expect(new Set([...one, ...other].map((event) => event[part])).size).toBe(one.length + other.length);
  });
});

describe("every accepted request is an event where nothing distinguishes them", () => {
  it.each([
    ["mailerlite", "opened-twice"],
    ["saleor", "order-created"],
    ["supabase", "database-insert"],
  ])("%s %s", async (provider, fixture) => {
    const [one] = await identities(provider, fixture, []);
    const [other] = await identities(provider, fixture, [], "dlv_2");
    expect(other?.key).not.toBe(one?.key);
    expect(other?.id).not.toBe(one?.id);
  });
});

describe("another attempt is the same event", () => {
  it.each<[provider: string, fixture: string, what: string, ...changes: Change[]]>([
    ["printful", "shipment-sent", "retries is counted", ['"retries":0', '"retries":1']],
    ["printful", "v1-order-failed", "retries is counted", ['"retries":2', '"retries":3']],
    ["pipedrive", "v2-change-deal", "attempts are counted", ['"attempt":1', '"attempt":2']],
    ["pipedrive", "v1-updated-person", "retry is counted", ['"retry":0', '"retry":1']],
    ["recurly", "invoice-paid", "signed anew", ["1781530199200", "1781530299200", "recurly-signature"]],
    ["webflow", "item-changed", "signed anew", ["199300", "299300", "x-webflow-timestamp"]],
    ["travis-ci", "build-passed", "signed anew", ["c2ln", "d2ln", "signature"]],
    ["supabase", "auth-hook-send-email", "signed anew", ["1781530200", "1781530300", "webhook-timestamp"]],
  ])("%s %s: %s", async (provider, fixture, _, ...changes) => {
    expect(await identities(provider, fixture, changes, "dlv_2")).toEqual(
      await identities(provider, fixture, []),
    );
  });
});
