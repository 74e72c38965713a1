import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { hex, hmac } from "../families/secrets.mjs";

const judge = (apiSecretKey) =>
  shopifyApi({
    apiKey: "key",
    apiSecretKey,
    apiVersion: ApiVersion.July25 ?? Object.values(ApiVersion).at(-1),
    hostName: "hooks.example.com",
    isEmbeddedApp: false,
    logger: { level: LogSeverity.Error, log: () => {} },
  });

const webhooks = {
  scheme: "webhooks",
  sdk: "@shopify/shopify-api",
  witness: "vendor",
  secret: hex,
  signature: "x-shopify-hmac-sha256",
  sign: ({ body }, secret) => ({
    headers: {
      "x-shopify-hmac-sha256": hmac("sha256", "base64", secret, body),
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "acme.myshopify.com",
      "x-shopify-api-version": "2025-07",
      "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    },
  }),
  verify: async ({ url, method, headers, body }, secret) => {
    const rawRequest = { method, url, headers };
    return (await judge(secret).webhooks.validate({ rawBody: body.toString(), rawRequest })).valid;
  },
};

/** Events, the newer family: other headers, the same signature. */
const events = {
  ...webhooks,
  scheme: "events",
  signature: "shopify-hmac-sha256",
  sign: ({ body }, secret) => ({
    headers: {
      "shopify-hmac-sha256": hmac("sha256", "base64", secret, body),
      "shopify-topic": "orders/create",
      "shopify-shop-domain": "acme.myshopify.com",
      "shopify-api-version": "2025-07",
      "shopify-event-id": "1",
      "shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    },
  }),
};

export default [webhooks, events];
