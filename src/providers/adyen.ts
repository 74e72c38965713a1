import { defineProvider } from "../core/provider.ts";

const key = { hash: "sha256", encoding: "base64", key: "hex" } as const;
const item = "/NotificationRequestItem";

export default defineProvider({
  id: "adyen",
  aliases: ["adyen-standard", "adyen-platform"],
  name: "Adyen",
  category: "payments",
  docs: "https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures",
  setup: {
    where: "Customer Area → Developers → Webhooks → Create new webhook → Security → HMAC key",
    secret: "issued-by-provider",
    note: "Standard webhooks: send as JSON. Of a payment only the signed fields are proven, not its reason or additionalData.",
  },
  deadlineSeconds: 10,
  signature: [
    { ...key, variant: "platform", scheme: "hmac", header: "hmacsignature" },
    {
      ...key,
      variant: "standard",
      scheme: "item-hmac",
      items: "body:/notificationItems",
      signature: `${item}/additionalData/hmacSignature`,
      fields: [
        `${item}/pspReference`,
        `${item}/originalReference`,
        `${item}/merchantAccountCode`,
        `${item}/merchantReference`,
        `${item}/amount/value`,
        `${item}/amount/currency`,
        `${item}/eventCode`,
        `${item}/success`,
      ],
      separator: ":",
    },
  ],
  // What older endpoints are asked for; any 2xx does.
  reply: { status: 200, body: "[accepted]", contentType: "text/plain" },
  event: {
    source: "com.adyen",
    each: "body:/notificationItems",
    type: [`item:${item}/eventCode`, "body:/type"],
    // Adyen's own rule for duplicates: the same reference and event code.
    id: `text:{item:${item}/pspReference}-{item:${item}/eventCode}-{item:${item}/success}`,
    time: [`item:${item}/eventDate`, "body:/timestamp"],
    subject: [
      `item:${item}/pspReference`,
      "body:/data/id",
      "body:/data/accountHolder/id",
      "body:/data/balanceAccount/id",
    ],
    words: {
      AUTHORISATION: "payment authorized",
      CAPTURE: "payment captured",
      CAPTURE_FAILED: "payment failed",
      CANCELLATION: "payment canceled",
      REFUND: "refund succeeded",
      REFUND_FAILED: "refund failed",
      CHARGEBACK: "dispute created",
      REPORT_AVAILABLE: "report created",
      "balancePlatform.transfer.*": "transfer",
      "balancePlatform.accountHolder.*": "account",
      "balancePlatform.balanceAccount.*": "account",
    },
    by: `item:${item}/success`,
    cases: {
      false: {
        words: { AUTHORISATION: "payment failed", CAPTURE: "payment failed", REFUND: "refund failed" },
      },
    },
  },
});
