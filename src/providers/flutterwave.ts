import { defineProvider } from "../core/provider.ts";

const succeeded = {
  words: {
    "charge.completed": "payment succeeded",
    "transfer.completed": "transfer succeeded",
    "transfer.disburse": "transfer succeeded",
    "refund.completed": "refund succeeded",
  },
} as const;
const failed = {
  words: {
    "charge.completed": "payment failed",
    "transfer.completed": "transfer failed",
    "transfer.disburse": "transfer failed",
    "refund.completed": "refund failed",
  },
} as const;

export default defineProvider({
  id: "flutterwave",
  name: "Flutterwave",
  category: "payments",
  docs: "https://developer.flutterwave.com/docs/webhooks",
  setup: {
    where: "Dashboard → Settings → Webhooks → URL and Secret hash",
    secret: "chosen-by-you",
    note:
      "Both v4 and v3 are accepted. v3 sends the secret hash itself, which proves the sender, not the body: " +
      "choose a new hash when you change to v4.",
  },
  deadlineSeconds: 60,
  retries: {
    hours: 1.5,
    source:
      "developer.flutterwave.com, Webhooks (in public copies of the page): three times, 30 minutes apart",
  },
  signature: [
    { variant: "v4", scheme: "hmac", hash: "sha256", encoding: "base64", header: "flutterwave-signature" },
    { variant: "v3", scheme: "token", from: "header:verif-hash" },
  ],
  event: {
    source: "com.flutterwave",
    // v3 has `event`, v4 has `type`.
    type: ["body:/event", "body:/type"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "A body names the transaction and its status, and v4 adds a time in milliseconds; whether " +
        "one transaction reports the same status twice is not said (our reading of the body: " +
        "recorded requests)",
    },
    checkedAgainst: ["payload in github.com/api-evangelist/flutterwave"],
    // `created_at` of v3 is the time when the charge began.
    time: "body:/timestamp",
    subject: "body:/data/id",
    by: "body:/data/status",
    cases: { successful: succeeded, SUCCESSFUL: succeeded, succeeded, failed, FAILED: failed },
    words: {
      "charge.completed": "payment completed",
      "transfer.completed": "transfer completed",
      "refund.completed": "refund completed",
      "subscription.cancelled": "subscription canceled",
    },
  },
});
