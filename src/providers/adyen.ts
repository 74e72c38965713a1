import { defineProvider } from "../core/provider.ts";

const hmacKey = { hash: "sha256", encoding: "base64", key: "hex" } as const;
const requestItem = "/NotificationRequestItem";

export default defineProvider({
  id: "adyen",
  aliases: ["adyen-standard", "adyen-platform"],
  name: "Adyen",
  category: "payments",
  docs: "https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures",
  setup: {
    where: "Customer Area → Developers → Webhooks → Create new webhook → Security → HMAC key",
    secret: "issued-by-provider",
    note: "Standard webhooks: choose JSON. Only some fields of a payment are signed, not its reason or additionalData.",
  },
  deadlineSeconds: 10,
  signature: [
    { ...hmacKey, variant: "platform", scheme: "hmac", header: "hmacsignature" },
    {
      ...hmacKey,
      variant: "standard",
      scheme: "item-hmac",
      items: "body:/notificationItems",
      signature: `${requestItem}/additionalData/hmacSignature`,
      fields: [
        `${requestItem}/pspReference`,
        `${requestItem}/originalReference`,
        `${requestItem}/merchantAccountCode`,
        `${requestItem}/merchantReference`,
        `${requestItem}/amount/value`,
        `${requestItem}/amount/currency`,
        `${requestItem}/eventCode`,
        `${requestItem}/success`,
      ],
      separator: ":",
    },
  ],
  // Older endpoints expect this body; any 2xx is accepted.
  reply: { status: 200, body: "[accepted]", contentType: "text/plain" },
  event: {
    source: "com.adyen",
    each: "body:/notificationItems",
    type: [`item:${requestItem}/eventCode`, "body:/type"],
    // Adyen's own rule for duplicates: the same reference and event code.
    id: `text:{item:${requestItem}/pspReference}-{item:${requestItem}/eventCode}-{item:${requestItem}/success}`,
    time: [`item:${requestItem}/eventDate`, "body:/timestamp"],
    subject: [
      `item:${requestItem}/pspReference`,
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
    by: `item:${requestItem}/success`,
    cases: {
      false: {
        words: { AUTHORISATION: "payment failed", CAPTURE: "payment failed", REFUND: "refund failed" },
      },
    },
  },
});
