import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "gusto",
  name: "Gusto",
  category: "hr",
  docs: "https://docs.gusto.com/embedded-payroll/docs/webhooks",
  setup: {
    where: "POST https://api.gusto.com/v1/webhook_subscriptions with this source's URL",
    secret: "handed-over",
    note:
      "Gusto sends a verification_token, which the bridge stores as the source's secret. Send it back with " +
      "PUT …/webhook_subscriptions/{uuid}/verify.",
  },
  retries: {
    source: "docs.gusto.com, Webhooks: tries again with exponential backoff; for how long was not found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-gusto-signature" },
  handshakes: [
    {
      name: "pairing",
      when: "body:/verification_token",
      unsigned: true,
      answer: { keepSecret: "body:/verification_token" },
    },
  ],
  event: {
    source: "com.gusto",
    type: ["body:/event_type"],
    id: "body:/uuid",
    equalDeliveries: {
      possible: false,
      why: "uuid is in the signed body, one for each event (docs.gusto.com, Webhooks)",
    },
    checkedAgainst: [],
    time: "body:/timestamp",
    subject: ["body:/entity_uuid", "body:/resource_uuid"],
    words: {
      "company.*": "company",
      "employee.*": "employee",
      "payroll.*": "payroll",
      "bank_account.*": "payment-method",
      "form.*": "document",
    },
  },
});
