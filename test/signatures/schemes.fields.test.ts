import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { carries } from "../../src/signatures/choose.ts";
import { proved } from "../support/proved.ts";
import { recorded } from "../support/recorded.ts";

const adyen = await recorded("adyen", "standard-two-items");
const mercadopago = await recorded("mercadopago", "payment-updated");
const contentful = await recorded("contentful", "entry-publish");
const sms = await recorded("vonage-sms-signed", "delivered-sha256hmac");
const plivo = await recorded("plivo", "call-completed-v3");
const segment = await recorded("segment", "batch");
const hygraph = await recorded("hygraph", "entry-published");
const graph = await recorded("ms-graph", "validation");
const dropbox = await recorded("dropbox-sign", "signature-request-signed");

function signatureOf(provider: Provider, place: number): Signature {
  const signature = signaturesOf(provider)[place];
  if (!signature) throw new Error(`${provider.id} has no scheme ${place}`);
  return signature;
}

type Items = { notificationItems: { NotificationRequestItem: Record<string, unknown> }[] };

it("refuses a list with an invalid item, one without a signature, and an empty one", async () => {
  const all = JSON.parse(adyen.body) as Items;
  const judge = (notificationItems: unknown) =>
    adyen.judge({ body: JSON.stringify({ ...all, notificationItems }) });
  const [one, other] = all.notificationItems;
  expect(await judge([one])).toMatchObject({ ok: true });
  expect(await judge([other, one])).toMatchObject({ ok: true });
  const forged = { NotificationRequestItem: { ...other?.NotificationRequestItem, success: "true" } };
  expect(await judge([one, forged])).toEqual({ ok: false, reason: "signature-mismatch" });
  const bare = { NotificationRequestItem: { ...other?.NotificationRequestItem, additionalData: {} } };
  expect(await judge([one, bare])).toEqual({ ok: false, reason: "signature-missing" });
  expect(await judge([])).toMatchObject({ ok: false });
  expect(await judge(undefined)).toMatchObject({ ok: false });
  expect(await judge({ 0: one })).toMatchObject({ ok: false });
});

it("covers no field of an item: a replay could move part of the next one into it, across a colon", () => {
  const { covers } = proved(signatureOf(adyen.provider, 1), adyen.fixture.request);
  expect(covers("item:/NotificationRequestItem/pspReference")).toBe(false);
  expect(covers("item:/NotificationRequestItem/reason")).toBe(false);
});

it("accepts a manifest's time in seconds and milliseconds, and refuses both when they are old", async () => {
  const [secret = ""] = mercadopago.fixture.secrets;
  const { clock } = mercadopago.fixture;
  const at = (ts: number) => {
    const text = `id:1327819054;request-id:r;ts:${ts};`;
    const v1 = createHmac("sha256", secret).update(text).digest("hex");
    return mercadopago.judge({ headers: { "x-signature": `ts=${ts},v1=${v1}`, "x-request-id": "r" } });
  };
  expect(await at(clock)).toMatchObject({ ok: true, signedAt: String(clock) });
  expect(await at(clock * 1000)).toMatchObject({ ok: true });
  // An attempt of four days ago may be repeated with its first signature.
  expect(await at(clock - 345_600)).toMatchObject({ ok: true });
  const gap = { offBySeconds: 360_001, windowSeconds: 360_000 };
  expect(await at(clock - 360_001)).toEqual({ ok: false, reason: "timestamp-stale", gap });
  expect(await at((clock - 360_001) * 1000)).toEqual({ ok: false, reason: "timestamp-stale", gap });
  expect(await at((clock + 3_601) * 1000)).toEqual({
    ok: false,
    reason: "timestamp-ahead",
    gap: { offBySeconds: 3_601, windowSeconds: 3_600 },
  });
});

it("refuses a canonical request that leaves its time unsigned, and takes names in any case and order", async () => {
  const name = "x-contentful-signed-headers";
  const names = contentful.fixture.request.headers.get(name) ?? "";
  const without = names.replace(/,?x-contentful-timestamp/i, "");
  expect(without).not.toBe(names);
  expect(await contentful.judge({ headers: { [name]: without } })).toEqual({
    ok: false,
    reason: "signature-malformed",
  });
  const many = Array.from({ length: 70 }, (_, i) => `x-${i}`).join();
  expect(await contentful.judge({ headers: { [name]: `${names},${many}` } })).toMatchObject({ ok: false });
});

it("refuses sorted parameters with one more, one less, and one twice", async () => {
  const judge = (body: string) => sms.judge({ body });
  expect(await judge(sms.body.split("&").reverse().join("&"))).toMatchObject({ ok: true });
  expect(await judge(`${sms.body}&extra=1`)).toMatchObject({ ok: false });
  expect(await judge(sms.body.replace(/&nonce=[^&]*/, ""))).toMatchObject({ ok: false });
  expect(await judge(`${sms.body}&status=failed`)).toMatchObject({ ok: false });
  expect(
    await sms.judge({ url: "https://hooks.example.com/hooks/vonage-sms-signed?status=failed" }),
  ).toMatchObject({
    ok: false,
  });
  expect(await sms.judge({ headers: { "content-type": "application/json" } })).toMatchObject({ ok: false });
});

it("refuses a body that is not a form where forms are signed", async () => {
  const headers = { "content-type": "application/json" };
  expect(await plivo.judge({ headers, body: "{}" })).toMatchObject({ ok: false });
  expect(await plivo.judge({ body: "" })).toMatchObject({ ok: false });
});

it("counts a batch once, whatever follows its first and only signed item", async () => {
  const [first] = JSON.parse(segment.body) as unknown[];
  const keys = [
    segment.body,
    JSON.stringify([first]),
    JSON.stringify([first, "more"]),
    JSON.stringify(first),
  ];
  for (const body of keys) expect(await segment.judge({ body })).toMatchObject({ ok: true });
  const prints = keys.map(
    (body) =>
      proved(signatureOf(segment.provider, 0), { ...segment.fixture.request, body: Buffer.from(body) })
        .fingerprint,
  );
  expect(new Set(prints).size).toBe(1);
});

it("signs the further fields of a header", async () => {
  const value = hygraph.fixture.request.headers.get("gcms-signature") ?? "";
  const moved = { "gcms-signature": value.replace("env=master", "env=staging") };
  expect(await hygraph.judge({ headers: moved })).toMatchObject({ ok: false });
  const left = { "gcms-signature": value.replace("env=master, ", "") };
  expect(await hygraph.judge({ headers: left })).toMatchObject({ ok: false });
});

it("an empty body carries no signature, and every other may carry one", () => {
  const [token] = signaturesOf(graph.provider);
  const with_ = (body: string): WebhookRequest => ({ ...graph.fixture.request, body: Buffer.from(body) });
  expect(token && carries(token, with_(""))).toBe(false);
  expect(token && carries(token, with_("{}"))).toBe(true);
});

it("replaces the body by the JSON that a form wraps", async () => {
  const verdict = await dropbox.judge();
  const content = verdict.ok ? Buffer.from(verdict.content ?? []).toString() : "";
  expect(content).toContain('"title":"Sopimus – ä 1\\/2"');
  expect(await dropbox.judge({ body: content })).toMatchObject({ ok: true });
  const forged = content.replace(
    '"event_type":"signature_request_signed"',
    '"event_type":"signature_request_sent"',
  );
  expect(await dropbox.judge({ body: forged })).toMatchObject({ ok: false });
  expect(await dropbox.judge({ headers: { "content-type": "multipart/form-data" } })).toMatchObject({
    ok: false,
  });
});

it("signs a form as PHP writes it, in any order and with no field twice", async () => {
  const paddle = await recorded("paddle-classic", "subscription-payment-succeeded");
  const pairs = paddle.body.split("&");
  expect(await paddle.judge({ body: pairs.reverse().join("&") })).toMatchObject({ ok: true });
  expect(await paddle.judge({ body: `${paddle.body}&extra=1` })).toMatchObject({ ok: false });
  expect(await paddle.judge({ body: `${paddle.body}&order_id=4-8` })).toMatchObject({ ok: false });
  expect(await paddle.judge({ body: pairs.filter((pair) => pair !== "coupon=").join("&") })).toMatchObject({
    ok: false,
  });
});
