import { expect, it } from "vitest";
import { recorded } from "../support/recorded.ts";

const paypal = await recorded("paypal", "capture-completed");
const adobe = await recorded("adobe-io-events", "asset-created");
const untrusted = { ok: false, reason: "key-untrusted" };
const [right = "", certificate = ""] = Object.entries(paypal.fixture.fetched ?? {})[0] ?? [];

it.each([
  "https://api.paypal.com.evil.example/v1/notifications/certs/CERT",
  "https://api.paypal.com@evil.example/v1/notifications/certs/CERT",
  "https://api.paypal.com:444/v1/notifications/certs/CERT",
  "http://api.paypal.com/v1/notifications/certs/CERT",
  "https://api.paypal.com/v1/notifications/certs/../../../uploads/mine",
  "https://api.paypal.com/v1/notifications/certs/%2e%2e/mine",
  "https://user@api.paypal.com/v1/notifications/certs/CERT",
  `https://api.paypal.com/v1/notifications/certs/${"x".repeat(2_000)}`,
  "nonsense",
])("fetches nothing from %s", async (url) => {
  const fetched = { [url]: certificate };
  expect(await paypal.judge({ headers: { "paypal-cert-url": url }, fetched })).toEqual(untrusted);
});

it("takes the vendor's own URL, however it is spelt", async () => {
  const spelt = right.replace("https://api.paypal.com", "HTTPS://API.PAYPAL.COM");
  expect(await paypal.judge({ headers: { "paypal-cert-url": spelt } })).toMatchObject({ ok: true });
});

it("refuses a request that was signed for another account", async () => {
  expect(await paypal.judge({ secrets: ["WH-OTHER"] })).toMatchObject({ ok: false });
  expect(await adobe.judge({ secrets: ["another-client"] })).toMatchObject({ ok: false });
});

it("says that it is our fault when the key can't be read", async () => {
  const broken = { [right]: "<html>busy</html>" };
  await expect(paypal.judge({ fetched: broken })).rejects.toMatchObject({ code: "key-fetch-failed" });
});

it("is content with one of two signatures", async () => {
  const other = { "x-adobe-digital-signature-1": "AAAA" };
  expect(await adobe.judge({ headers: other })).toMatchObject({ ok: true });
  const none = { ...other, "x-adobe-digital-signature-2": "AAAA" };
  expect(await adobe.judge({ headers: none })).toMatchObject({ ok: false, reason: "signature-mismatch" });
});

it("refuses a body that is signed for two accounts at once", async () => {
  const twice = adobe.body.replace("{", '{"recipient_client_id":"another",');
  expect(await adobe.judge({ body: twice })).toMatchObject({ ok: false });
});
