import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "recurly",
  name: "Recurly",
  category: "payments",
  docs: "https://docs.recurly.com/recurly-subscriptions/docs/signature-verification",
  setup: {
    where: "Integrations → Webhooks → Configure → New endpoint, with the format JSON",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's key. XML notifications are not signed, so the bridge refuses them.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 73,
    signed: "anew",
    source:
      "docs.recurly.com, Automatic retries: ten more attempts with exponentially growing pauses; by " +
      "inference: recurly-client-ruby refuses after 300 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "recurly-signature",
    separator: ",",
    parts: "timestamp-first",
    timestampUnit: "ms",
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.recurly",
    type: ["body:/object_type", "body:/event_type"],
    id: "header:recurly-notification-id",
    distinct: "header:recurly-notification-id",
    time: "body:/event_time",
    subject: ["body:/id", "body:/uuid"],
    origin: "text:/sites/{body:/site_id}",
    equalDeliveries: {
      possible: true,
      why:
        "Two notifications in one second can have the same body; the notification's id is one for " +
        "each and the same on every attempt (docs.recurly.com, Webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "account.*": "account",
      "billing_info.*": "payment-method",
      "subscription.*": "subscription",
      "invoice.*": "invoice",
      "charge_invoice.*": "invoice",
      "credit_invoice.*": "invoice",
      "payment.*": "payment",
    },
  },
});
