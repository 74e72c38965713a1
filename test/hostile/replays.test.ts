import { createHmac } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesOf, sourceNameIn } from "../support/fixtures.ts";
import { withChecksumOf } from "../support/same-crc.ts";
import { makeArena } from "./arena.ts";
import { captured, makesNoEvent, text } from "./captured.ts";
import { fixtureAt, withBody, withHeader } from "./case.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ["github", "github"],
  ["stripe/snapshot-invoice-paid", "stripe"],
  ["slack/app-mention", "slack"],
  ["shopify/order-paid", "shopify"],
  ["sendgrid/delivered-and-clicked", "sendgrid"],
  ["svix/invoice-paid", "svix"],
  ["hubspot/v3", "hubspot"],
  ["twilio/message-received", "twilio"],
  ["aws-sns/notification-v1", "aws-sns"],
])("%s: a captured delivery, sent again, makes no second event", async (base, name) => {
  const { arena, request, events } = await captured(base, name);
  expect(events).toBeGreaterThan(0);
  await arena.send(request);
  expect(await arena.drain()).toEqual([]);
  expect(arena.cloud.bus).toHaveLength(events);
});

it.each([
  ["stripe/snapshot-invoice-paid", "stripe"],
  ["slack/app-mention", "slack"],
  ["sendgrid/delivered-and-clicked", "sendgrid"],
])("%s: another content type, which is not signed, makes no second event", async (base, name) => {
  const { arena, request, events } = await captured(base, name);
  for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]) {
    expect((await arena.send(withHeader(request, "content-type", type))).statusCode).toBe(200);
    expect(await arena.drain()).toEqual([]);
  }
  expect(arena.cloud.bus).toHaveLength(events);
});

const labelled = providerIds.flatMap((id) => {
  const fixture = fixturesOf(id).find(({ outcome }) => outcome === "accepted");
  const name = fixture && sourceNameIn(fixture.request);
  return fixture && name ? [[`${id}/${fixture.name}`, name] as const] : [];
});

it.each(labelled)(
  "%s: JSON relabelled as a form, which is not signed, makes no second event",
  async (base, name) => {
    const { arena, request, events } = await captured(base, name);
    const eventsAfter = async (type: string | undefined): Promise<number> => {
      await arena.send(withHeader(request, "content-type", type));
      await arena.drain();
      return arena.cloud.bus.length;
    };
    const again = await eventsAfter(request.headers.get("content-type"));
    // Where every request is an event of its own, no label makes more of it.
    const most = again + again - events;
    expect(await eventsAfter("application/x-www-form-urlencoded")).toBeLessThanOrEqual(most);
  },
);

it.each<readonly [string, string, (body: string) => string]>([
  [
    "paypal/capture-completed",
    "paypal",
    (body) => withChecksumOf(body, (id) => body.replace("WH-2WR32451HC0233532-67976317FL4543714", id)),
  ],
  ["plivo/message-delivered-v2", "plivo", (body) => body.replace("MessageUUID=", "MessageUUID=another-")],
  [
    "lever/candidate-stage-change",
    "lever",
    (body) => body.replace('{"', '{"id":"x","').replace(/"candidateId":"[^"]*"/, '"candidateId":"other"'),
  ],
  ["mercadopago/payment-updated", "mercadopago", (body) => body.replace('"id":', '"id":9')],
])("%s: another body, which the signature allows, makes no second event", async (base, name, forged) => {
  const { arena, request, events } = await captured(base, name);
  const other = forged(text(request));
  expect(other).not.toBe(text(request));
  await makesNoEvent({ arena, events }, withBody(request, other), 200);
});

it("twitch: a captured verification relabelled as a notification, which is not signed, makes no event", async () => {
  const { arena, events } = await captured("twitch/stream-online", "twitch");
  const { request } = fixtureAt("twitch/callback-verification");
  const called = withHeader(request, "twitch-eventsub-message-type", "notification");
  expect((await arena.send(called)).body).toBe("pogchamp-kappa-360noscope-vohiyo");
  await arena.drain();
  expect(arena.cloud.bus).toHaveLength(events);
  expect(arena.cloud.pairs.plain.queue.all.size).toBe(1);
});

it("adyen: items doubled, left out or in another order make no second event", async () => {
  const { arena, request, events } = await captured("adyen/standard-two-items", "adyen");
  const { notificationItems: items, ...more } = JSON.parse(text(request));
  for (const other of [[items[1]], [items[1], items[0]], [items[0], items[0], items[1]]]) {
    const body = JSON.stringify({ ...more, notificationItems: other });
    expect((await arena.send(withBody(request, body))).statusCode).toBe(200);
    expect(await arena.drain()).toEqual([]);
  }
  expect(events).toBe(2);
  expect(arena.cloud.bus).toHaveLength(events);
});

it("contentful: another name of the host, which is not signed, makes no second event", async () => {
  const { arena, request, events } = await captured("contentful/entry-publish", "contentful");
  const url = request.url.replace("hooks.example.com", "abc123.execute-api.eu-west-1.amazonaws.com");
  await makesNoEvent({ arena, events }, { ...request, url }, 200);
});

it("contentful: a space after the topic, which is not signed, makes no second event", async () => {
  const { arena, request, events } = await captured("contentful/entry-publish", "contentful");
  const name = "x-contentful-topic";
  const blank = withHeader(request, name, `${request.headers.get(name)}\u00a0`);
  await makesNoEvent({ arena, events }, blank, 200);
});

it("braintree: a notification with the line break at its end or without it is one event", async () => {
  const { arena, request, events } = await captured("braintree/subscription-past-due", "braintree");
  const form = new URLSearchParams(text(request));
  form.set("bt_payload", String(form.get("bt_payload")).trimEnd());
  expect(form.toString()).not.toBe(text(request));
  await makesNoEvent({ arena, events }, withBody(request, form.toString()), 200);
});

it("x-twitter: a body that a stranger had signed as a challenge is not a delivery", async () => {
  const { arena, request, events } = await captured("x-twitter/direct-message", "x-twitter");
  for (const word of ["12345678", "hello_world"]) {
    const ask = {
      ...request,
      method: "GET",
      url: `${request.url}?crc_token=${word}`,
      headers: new Map(),
      body: Buffer.of(),
    };
    const { response_token } = JSON.parse((await arena.send(ask)).body);
    const forged = withHeader(withBody(request, word), "x-twitter-webhooks-signature", response_token);
    expect((await arena.send(forged)).statusCode).toBe(401);
  }
  await arena.drain();
  expect(arena.cloud.bus).toHaveLength(events);
});

it("recharge: a replay without the newer signature makes no second event", async () => {
  const { arena, request, events } = await captured("recharge/charge-failed", "recharge");
  const older = withHeader(request, "x-recharge-webhook-signature", undefined);
  await makesNoEvent({ arena, events }, older, 200);
});

it("box: a signed escape, respelled into invalid JSON, makes no second event", async () => {
  const { arena, request, events } = await captured("box/file-uploaded", "box");
  const [secret = ""] = fixtureAt("box/file-uploaded").secrets;
  // The text that is signed for a name with a backslash in it, which whoever may name a file can have.
  const body = '{"id":"f1","trigger":"FILE.UPLOADED","source":{"name":"\\\\u00e9"}}';
  const hash = createHmac("sha256", secret).update(body + request.headers.get("box-delivery-timestamp"));
  const signed = withHeader(withBody(request, body), "box-signature-primary", hash.digest("base64"));
  expect((await arena.send(signed)).statusCode).toBe(200);
  expect((await arena.send(withBody(signed, body.replace("\\\\u00e9", "\\é")))).statusCode).toBe(401);
  await arena.drain();
  expect(arena.cloud.bus).toHaveLength(events + 1);
});

it("svix: an id under the other name, which is not signed, makes no second event", async () => {
  const { arena, request, events } = await captured("svix/webhook-headers", "svix");
  expect((await arena.send(withHeader(request, "svix-id", "msg_another"))).statusCode).toBeLessThan(300);
  expect(await arena.drain()).toEqual([]);
  expect(arena.cloud.bus).toHaveLength(events);
});

it("hygraph: a byte-order mark, which is not signed, makes no second event", async () => {
  const { arena, request, events } = await captured("hygraph/entry-published", "hygraph");
  await makesNoEvent({ arena, events }, withBody(request, `\ufeff${text(request)}`), 401);
});

it("vonage: the token of a GET, which does not cover the query, makes no event of another query", async () => {
  const { arena, request, events } = await captured("vonage/message-delivered", "vonage");
  const { clock, secrets } = fixtureAt("vonage/message-delivered");
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256" })}.${part({ iss: "Vonage", iat: clock })}`;
  const token = `${signed}.${createHmac("sha256", secrets[0] ?? "")
    .update(signed)
    .digest("base64url")}`;
  const url = `${request.url}?status=delivered&message_uuid=m1`;
  const forged = withBody(withHeader({ ...request, url }, "authorization", `Bearer ${token}`), "");
  await makesNoEvent({ arena, events }, forged, 401);
});

it("a stranger can't write to a paired source", async () => {
  const fixture = fixtureAt("asana/pairing");
  const provider = await loadProvider("asana");
  const arena = makeArena({ asana: { provider, secrets: JSON.stringify(fixture.secrets) } });
  vi.useFakeTimers({ toFake: ["Date"], now: fixture.clock * 1_000 });
  // The arena's store knows no PutParameter: a write would be answered with 503.
  for (let at = 0; at < 5; at++) {
    const stranger = withHeader(fixture.request, "x-hook-secret", `secret-of-a-stranger-${at}`);
    expect((await arena.send(stranger)).statusCode).toBe(401);
  }
  expect((await arena.send(fixture.request)).statusCode).toBe(200);
});
