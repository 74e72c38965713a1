import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "worldpay",
  name: "Worldpay (Access)",
  category: "payments",
  docs: "https://docs.worldpay.com/access/products/events/signature",
  setup: {
    where: "Dashboard → Developer tools → Webhooks; your implementation manager enables the signature",
    secret: "issued-by-provider",
    note: "Ask your implementation manager for the Event-Signature header and its shared secret.",
  },
  deadlineSeconds: 10,
  retries: {
    source: "developer.worldpay.com/products/access/events: found nothing of retries",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "event-signature",
    // <key id>/SHA256/<signature>, several during a key rotation
    fields: { signature: "*" },
    assign: "/",
  },
  event: {
    source: "com.worldpay",
    type: ["body:/eventDetails/type"],
    id: "body:/eventId",
    time: "body:/eventTimestamp",
    subject: "body:/eventDetails/transactionReference",
    equalDeliveries: {
      possible: false,
      why: "eventId is in the signed body (docs.worldpay.com/access/products/events)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      authorized: "payment authorized",
      sentForSettlement: "payment captured",
      settled: "payment settled",
      refused: "payment rejected",
      error: "payment failed",
      expired: "payment expired",
      cancelled: "payment canceled",
      sentForRefund: "refund requested",
      refundFailed: "refund failed",
      disputed: "dispute created",
    },
  },
});
