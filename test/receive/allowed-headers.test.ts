import { expect, it } from "vitest";
import { allowedHeaders } from "../../src/receive/allowed-headers.ts";
import { loadProvider } from "../support/contract-kit.ts";

it.each([
  ["stripe", ["content-type"]],
  ["github", ["content-type", "x-github-event", "x-github-delivery", "x-github-enterprise-host"]],
  // The body is not signed, and two events of one second differ in nothing else.
  ["mercadopago", ["content-type", "x-request-id"]],
  ["plivo", ["content-type", "x-plivo-signature-v3-nonce", "x-plivo-signature-v2-nonce"]],
  ["paypal", ["content-type", "paypal-transmission-id"]],
])("%s: only what its events need leaves receive", async (id, headers) => {
  expect(allowedHeaders(await loadProvider(id))).toEqual(headers);
});
