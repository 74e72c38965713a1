import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "authorize-net",
  name: "Authorize.Net",
  category: "payments",
  docs: "https://developer.authorize.net/api/reference/features/webhooks.html",
  setup: {
    where: "Merchant Interface → Account → Settings → Webhooks → Add Endpoint",
    secret: "issued-by-provider",
    note: "The secret is the Signature Key (Account → Settings → API Credentials and Keys). Its 128 characters are the key as text: do not decode them.",
    form: { least: 128, most: 128 },
  },
  retries: {
    source:
      "developer.authorize.net/api/reference/features/webhooks.html: no schedule in the part that " +
      "we could read",
  },
  signature: {
    scheme: "hmac",
    hash: "sha512",
    encoding: "hex",
    header: "x-anet-signature",
    prefix: "sha512=",
  },
  event: {
    source: "net.authorize",
    type: ["body:/eventType"],
    id: "body:/notificationId",
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has a notificationId, one for each notification " +
        "(developer.authorize.net/api/reference/features/webhooks.html)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "body:/eventDate",
    subject: "body:/payload/id",
    words: {
      "customer.created": "customer",
      "customer.updated": "customer",
      "customer.deleted": "customer",
      "customer.paymentProfile.*": "payment-method",
      "customer.subscription.*": "subscription",
      "customer.subscription.terminated": "subscription canceled",
      "payment.authorization.created": "payment authorized",
      "payment.authcapture.created": "payment captured",
      "payment.capture.created": "payment captured",
      "payment.priorAuthCapture.created": "payment captured",
      "payment.refund.created": "refund created",
      "payment.void.created": "payment voided",
    },
  },
});
