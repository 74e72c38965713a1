import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "persona",
  name: "Persona",
  category: "identity",
  docs: "https://docs.withpersona.com/webhooks-best-practices",
  setup: {
    where: "Dashboard → Webhooks → Create webhook",
    secret: "issued-by-provider",
    form: { begins: "wbhsec_" },
    note: "The secret is the complete text, including wbhsec_.",
  },
  retries: {
    hours: 51.4,
    source:
      "docs.withpersona.com/webhooks, Retry logic: seven more attempts, the last after 51.4 hours; " +
      "the signed time is that of sending, and it does not say of which attempt; not seen on the " +
      "vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "persona-signature",
    // t=1781530199,v1=5257a8…; during a rotation, a second pair follows after a space
    separator: " ,",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    // Persona tries for 51 hours and does not plainly say that it signs each attempt again.
    toleranceSeconds: 198_000,
  },
  event: {
    source: "com.withpersona",
    type: ["body:/data/attributes/name"],
    id: "body:/data/id",
    time: ["body:/data/attributes/created-at", "body:/data/attributes/createdAt"],
    subject: "body:/data/attributes/payload/data/id",
    equalDeliveries: {
      possible: false,
      why: "The event's id in the body is signed; that a retry keeps it was not seen (our reading of the body: recorded requests)",
    },
    checkedAgainst: ["the vendor's documented example: docs.withpersona.com/webhooks"],
    words: {
      "inquiry.*": "verification",
      "verification.*": "verification",
      "verification.passed": "verification succeeded",
      "account.*": "account",
      "document.*": "document",
      "inquiry-session.*": "session",
      "transaction.*": "transaction",
    },
  },
});
