import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "plaid",
  name: "Plaid",
  category: "payments",
  docs: "https://plaid.com/docs/api/webhooks/webhook-verification/",
  setup: {
    where: "`webhook` in /link/token/create, or Dashboard → Developers → Webhooks",
    secret: "public-key",
    note: "The secret is the JWK, as JSON, that /webhook_verification_key/get returns for the token's kid. Add the new JWK when Plaid rotates it.",
  },
  deadlineSeconds: 10,
  signature: {
    scheme: "jwt",
    header: "plaid-verification",
    algorithms: ["ES256"],
    key: "jwk",
    bodyHash: { claim: "request_body_sha256", encoding: "hex" },
    maxAgeSeconds: 300,
  },
  event: {
    source: "com.plaid",
    type: ["body:/webhook_type", "body:/webhook_code"],
    // There is no id, and a webhook such as SYNC_UPDATES_AVAILABLE has the same body every time.
    distinct: "signing-time",
    time: "body:/timestamp",
    subject: ["body:/item_id", "body:/identity_verification_id", "body:/link_session_id", "body:/user_id"],
    words: {
      "TRANSACTIONS.*": "transaction",
      "TRANSACTIONS.SYNC_UPDATES_AVAILABLE": "transaction updated",
      "ITEM.ERROR": "integration failed",
      "TRANSFER.TRANSFER_EVENTS_UPDATE": "transfer",
      "IDENTITY_VERIFICATION.*": "verification",
      "LINK.SESSION_FINISHED": "session",
      "ASSETS.PRODUCT_READY": "report completed",
      "ASSETS.ERROR": "report failed",
    },
  },
});
