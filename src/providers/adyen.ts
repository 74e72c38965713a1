import { defineProvider } from "../core/provider.ts";

const hmacKey = { hash: "sha256", encoding: "base64", key: "hex" } as const;
const requestItem = "/NotificationRequestItem";
// A change of a payment has a reference of its own.
const ofPayment = {
  subject: [`item:${requestItem}/originalReference`, `item:${requestItem}/pspReference`],
} as const;

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
  retries: {
    hours: 720,
    source:
      "docs.adyen.com/development-resources/webhooks/troubleshoot: three times at once, then for up " +
      "to 30 days",
  },
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
    // Adyen's own rule for duplicates is the same reference and event code; a dispute can repeat both.
    id: [
      `text:{item:${requestItem}/pspReference}-{item:${requestItem}/eventCode}-{item:${requestItem}/success}-{item:${requestItem}/eventDate}`,
      `text:{item:${requestItem}/pspReference}-{item:${requestItem}/eventCode}-{item:${requestItem}/success}`,
    ],
    distinct: `item:${requestItem}/eventDate`,
    equalDeliveries: {
      possible: true,
      why:
        "The signed fields have no time, and a dispute can be at the same stage twice. eventDate is " +
        "the time of the event, and a repeated delivery keeps it " +
        "(docs.adyen.com/development-resources/webhooks)",
    },
    checkedAgainst: [
      "captured payloads: github.com/Adyen/adyen-node-api-library, github.com/hookdeck/webhook-samples",
      "schemas: github.com/Adyen/adyen-openapi",
    ],
    time: [`item:${requestItem}/eventDate`, "body:/timestamp"],
    subject: [
      `item:${requestItem}/pspReference`,
      "body:/data/id",
      "body:/data/accountHolder/id",
      "body:/data/balanceAccount/id",
      "body:/data/paymentInstrument/id",
      "body:/data/storedPaymentMethodId",
    ],
    by: [
      `text:{item:${requestItem}/eventCode}-{item:${requestItem}/success}-{item:${requestItem}/additionalData/modification.action}`,
      `text:{item:${requestItem}/eventCode}-{item:${requestItem}/success}`,
    ],
    cases: {
      "AUTHORISATION-false": { words: { AUTHORISATION: "payment failed" } },
      "AUTHORISATION_ADJUSTMENT-true": {
        ...ofPayment,
        words: { AUTHORISATION_ADJUSTMENT: "payment updated" },
      },
      "CANCELLATION-true": { ...ofPayment, words: { CANCELLATION: "payment canceled" } },
      "CANCEL_OR_REFUND-true-cancel": { ...ofPayment, words: { CANCEL_OR_REFUND: "payment canceled" } },
      // The reference of the refund itself.
      "CANCEL_OR_REFUND-true-refund": { words: { CANCEL_OR_REFUND: "refund succeeded" } },
      "CAPTURE-true": ofPayment,
      "CAPTURE-false": { ...ofPayment, words: { CAPTURE: "payment failed" } },
      "CAPTURE_FAILED-true": ofPayment,
      "EXPIRE-true": ofPayment,
      "REFUND-false": { words: { REFUND: "refund failed" } },
      "REFUND_WITH_DATA-false": { words: { REFUND_WITH_DATA: "refund failed" } },
      "PAYOUT_THIRDPARTY-false": { words: { PAYOUT_THIRDPARTY: "payout failed" } },
      "RECURRING_CONTRACT-true": { words: { RECURRING_CONTRACT: "payment-method created" } },
      "TECHNICAL_CANCEL-true": { ...ofPayment, words: { TECHNICAL_CANCEL: "payment canceled" } },
    },
    words: {
      AUTHORISATION: "payment authorized",
      CAPTURE: "payment captured",
      CAPTURE_FAILED: "payment failed",
      EXPIRE: "payment expired",
      REFUND: "refund succeeded",
      REFUND_WITH_DATA: "refund succeeded",
      REFUND_FAILED: "refund failed",
      NOTIFICATION_OF_CHARGEBACK: "dispute created",
      REQUEST_FOR_INFORMATION: "dispute created",
      CHARGEBACK: "dispute created",
      CHARGEBACK_REVERSED: "dispute updated",
      SECOND_CHARGEBACK: "dispute updated",
      "PREARBITRATION_*": "dispute updated",
      "SCHEME_ARBITRATION*": "dispute updated",
      REPORT_AVAILABLE: "report created",
      PAYOUT_THIRDPARTY: "payout succeeded",
      PAYOUT_DECLINE: "payout rejected",
      PAYOUT_EXPIRE: "payout expired",
      ORDER_OPENED: "order created",
      ORDER_CLOSED: "order closed",
      OFFER_CLOSED: "payment expired",
      "recurring.token.created": "payment-method created",
      "recurring.token.updated": "payment-method updated",
      "recurring.token.disabled": "payment-method deactivated",
      "balancePlatform.transfer.*": "transfer",
      "balancePlatform.accountHolder.*": "account",
      "balancePlatform.balanceAccount.*": "account",
    },
  },
  marks: {
    userAgents: ["Adyen HttpClient"],
    sides: [
      { at: "body:/live", test: ["false"], live: ["true"] },
      { at: "body:/environment", test: ["test"], live: ["live"] },
    ],
  },
});
