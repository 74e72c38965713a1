import { defineProvider } from "../core/provider.ts";

const testNotification = {
  when: "header:x-test-notification",
  equals: "true",
  answer: { status: 200 },
} as const;

export default defineProvider({
  id: "wise",
  name: "Wise",
  category: "payments",
  docs: "https://docs.wise.com/guides/developer/webhooks/event-handling",
  setup: {
    where: "Settings → Developer tools → Webhooks → Create new webhook, or POST /v3/…/subscriptions",
    secret: "public-key",
    note: "The secret is Wise's public key (PEM) from its docs; production and sandbox have different keys. Wise accepts no URL with a query.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 370,
    source:
      "docs.wise.com, Webhooks and notifications: eleven retries that double from one minute, then " +
      "fourteen a day apart",
  },
  signature: {
    scheme: "public-key",
    algorithm: "rsa-sha256",
    key: "pem",
    encoding: "base64",
    header: "x-signature-sha256",
  },
  handshakes: [
    { name: "test-notification", ...testNotification },
    { name: "unsigned-test-notification", unsigned: true, ...testNotification },
  ],
  event: {
    source: "com.wise",
    type: ["body:/event_type"],
    // x-delivery-id changes on every attempt, so it is not an event id.
    time: ["body:/data/occurred_at", "body:/data/resource/occurred_at", "body:/sent_at"],
    subject: "body:/data/resource/id",
    origin: "text:https://api.wise.com/v2/profiles/{body:/data/resource/profile_id}",
    equalDeliveries: {
      possible: false,
      why:
        "Times are in seconds, but a body has the states or the balance around its change, so the " +
        "same change cannot come twice in a second; X-Delivery-Id is new on every attempt " +
        "(docs.wise.com, Webhook event)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/transferwise/api-docs"],
    by: "body:/data/current_state",
    cases: {
      outgoing_payment_sent: { words: { "transfers#state-change": "transfer sent" } },
      cancelled: { words: { "transfers#state-change": "transfer canceled" } },
      funds_refunded: { words: { "transfers#state-change": "transfer refunded" } },
      bounced_back: { words: { "transfers#state-change": "transfer returned" } },
      verified: { words: { "profiles#verification-state-change": "verification succeeded" } },
    },
    words: {
      "transfers#state-change": "transfer updated",
      "transfers#active-cases": "transfer updated",
      "transfers#payout-failure": "transfer failed",
      "balances#credit": "balance updated",
      "balances#update": "balance updated",
      "profiles#verification-state-change": "verification updated",
    },
  },
});
