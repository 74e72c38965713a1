import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "adobe-commerce",
  aliases: ["magento"],
  name: "Adobe Commerce (Magento)",
  category: "ecommerce",
  docs: "https://developer.adobe.com/commerce/extensibility/webhooks/signature-verification",
  setup: {
    where: "Admin → Stores → Settings → Configuration → Adobe Services → Webhooks → Regenerate key pair",
    secret: "public-key",
    note: "The secret is the public key shown there. Commerce waits for the response: use it only where an event is enough, with soft timeouts.",
  },
  retries: {
    hours: 0,
    source:
      "developer.adobe.com/commerce/extensibility/webhooks/responses: a hook that fails is logged or " +
      "stops the operation; by inference: the shop waits for the answer, and does not ask again",
  },
  signature: {
    scheme: "public-key",
    algorithm: "rsa-sha256",
    key: "pem",
    encoding: "base64",
    header: "x-adobe-commerce-webhook-signature",
    // Adobe's page calls it an HMAC, but Adobe's code verifies RSA over the base64 text of the body.
    signed: "{body as base64}",
  },
  reply: { status: 200, json: { op: "success" } },
  event: {
    source: "com.adobe.commerce",
    // The hook's fields define the body, which does not name the hook: use one source per hook.
    type: ["text:webhook"],
    // Two carts can have equal bodies. Commerce does not retry, because it waits for the response.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "The hook's own fields are the body, so two carts can send equal ones. Commerce does not call " +
        "again, so every accepted request is an event " +
        "(developer.adobe.com/commerce/extensibility/webhooks)",
    },
    checkedAgainst: [],
  },
});
