import { defineProvider } from "../core/provider.ts";

const statusUpdate = "PAYMENT_INITIATION.PAYMENT_STATUS_UPDATE";
const paid = { words: { [statusUpdate]: "payment succeeded" } } as const;
const unpaid = { words: { [statusUpdate]: "payment failed" } } as const;

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
  retries: {
    hours: 24,
    signed: "anew",
    source:
      "support.plaid.com, Can Plaid re-push failed or missed webhook events: for up to 24 hours, " +
      "from 30 seconds on each pause four times as long; by inference: the page on verification has " +
      "tokens refused after 300 s",
  },
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
    distinct: "signing-time",
    time: "body:/timestamp",
    subject: [
      "body:/payment_id",
      "body:/asset_report_id",
      "body:/identity_verification_id",
      "body:/transfer_id",
      "body:/item_id",
      "body:/account_id",
      "body:/link_session_id",
      "body:/user_id",
    ],
    by: "body:/new_payment_status",
    cases: {
      PAYMENT_STATUS_EXECUTED: paid,
      PAYMENT_STATUS_SETTLED: paid,
      PAYMENT_STATUS_FAILED: unpaid,
      PAYMENT_STATUS_REJECTED: unpaid,
    },
    equalDeliveries: {
      possible: true,
      why:
        "A webhook such as SYNC_UPDATES_AVAILABLE has the same body every time; only the time of " +
        "signing differs. A retry has another one, so an attempt that was accepted but timed out at " +
        "Plaid counts again (plaid.com/docs/api/webhooks/webhook-verification)",
    },
    checkedAgainst: ["types: plaid-openapi"],
    words: {
      "TRANSACTIONS.*": "transaction",
      "TRANSACTIONS.SYNC_UPDATES_AVAILABLE": "transaction updated",
      "TRANSACTIONS.INITIAL_UPDATE": "transaction updated",
      "TRANSACTIONS.HISTORICAL_UPDATE": "transaction updated",
      "TRANSACTIONS.DEFAULT_UPDATE": "transaction updated",
      "TRANSACTIONS.TRANSACTIONS_REMOVED": "transaction deleted",
      [statusUpdate]: "payment updated",
      "ITEM.ERROR": "integration failed",
      "ITEM.LOGIN_REPAIRED": "integration restored",
      "TRANSFER.TRANSFER_EVENTS_UPDATE": "transfer",
      "IDENTITY_VERIFICATION.*": "verification",
      "IDENTITY_VERIFICATION.STATUS_UPDATED": "verification updated",
      "IDENTITY_VERIFICATION.STEP_UPDATED": "verification updated",
      "LINK.SESSION_FINISHED": "session",
      "ASSETS.PRODUCT_READY": "report completed",
      "ASSETS.ERROR": "report failed",
      "CHECK_REPORT.CHECK_REPORT_READY": "report completed",
      "CHECK_REPORT.CHECK_REPORT_FAILED": "report failed",
      "CHECK_REPORT.USER_CHECK_REPORT_READY": "report completed",
      "CHECK_REPORT.USER_CHECK_REPORT_FAILED": "report failed",
    },
  },
  marks: { sides: [{ at: "body:/environment", test: ["sandbox"], live: ["production"] }], sortsKeys: true },
});
