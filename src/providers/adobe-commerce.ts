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
    note: "The secret is the public key shown there. Commerce waits for the answer: use it where an event is enough, and soft time-outs.",
  },
  signature: {
    scheme: "public-key",
    algorithm: "rsa-sha256",
    key: "pem",
    encoding: "base64",
    header: "x-adobe-commerce-webhook-signature",
    // Adobe's page calls it an HMAC; its code verifies RSA over the base64 text of the body.
    signed: "{body as base64}",
  },
  reply: { status: 200, json: { op: "success" } },
  event: {
    source: "com.adobe.commerce",
    // The body is what the hook's fields say; one source for each hook tells them apart.
    type: ["text:webhook"],
    // Those of two carts may be equal. Commerce asks once: it waits for the answer.
    distinct: "delivery",
  },
});
