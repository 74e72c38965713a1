import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "circle",
  name: "Circle",
  category: "payments",
  docs: "https://developers.circle.com/api-reference/verify-webhook-signatures",
  setup: {
    where: "Developer Console → Webhooks → Add a webhook",
    secret: "public-key",
    note:
      "The secret is `publicKey` from GET /v2/notifications/publicKey/{X-Circle-Key-Id}; add the new " +
      "one when the key id changes. Version 1 (Circle Mint) is signed differently.",
  },
  retries: {
    hours: 37,
    source:
      "developers.circle.com/cpn/references/webhook-retries: 11 retries within 37 hours; other " +
      "products say only that they retry",
  },
  signature: {
    scheme: "public-key",
    algorithm: "ecdsa-sha256",
    key: "spki-base64",
    encoding: "base64",
    header: "x-circle-signature",
  },
  handshakes: [{ name: "probe", method: "HEAD", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.circle",
    type: ["body:/notificationType"],
    id: "body:/notificationId",
    equalDeliveries: {
      possible: false,
      why:
        "notificationId is signed, one for each notification and the same on a retry " +
        "(developers.circle.com/api-reference/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "body:/timestamp",
    subject: "body:/notification/id",
    by: "body:/notification/state",
    cases: {
      COMPLETE: { words: { "transactions.*": "transaction completed" } },
      FAILED: { words: { "transactions.*": "transaction failed" } },
      CANCELLED: { words: { "transactions.*": "transaction canceled" } },
      DENIED: { words: { "transactions.*": "transaction rejected" } },
    },
    words: {
      "transactions.inbound": "transaction updated",
      "transactions.outbound": "transaction updated",
      "custody.transfer": "transfer updated",
    },
  },
});
