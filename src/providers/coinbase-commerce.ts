import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "coinbase-commerce",
  name: "Coinbase Commerce",
  category: "payments",
  docs: "https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security",
  setup: {
    where: "Settings → Notifications → Webhook subscriptions → Add an endpoint",
    secret: "issued-by-provider",
    note:
      "The secret is the webhook shared secret on the same page. Webhooks of the Coinbase Developer " +
      "Platform (X-Hook0-Signature) are signed in another way and refused.",
  },
  retries: { hours: 72, source: "docs.cdp.coinbase.com/commerce, Webhooks: for up to three days" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-cc-webhook-signature" },
  event: {
    source: "com.coinbase.commerce",
    type: ["body:/event/type"],
    // The `id` next to `event` identifies the delivery.
    id: "body:/event/id",
    equalDeliveries: {
      possible: false,
      why:
        "event.id is signed, and the same on every attempt; attempt_number is not " +
        "(docs.cdp.coinbase.com/commerce, Webhook fields)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/event/created_at",
    subject: ["body:/event/data/id", "body:/event/data/code"],
    words: {
      "charge:*": "payment",
      "charge:confirmed": "payment succeeded",
    },
  },
});
