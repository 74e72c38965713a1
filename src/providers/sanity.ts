import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sanity",
  name: "Sanity",
  category: "cms",
  docs: "https://www.sanity.io/docs/webhooks",
  setup: {
    where: "sanity.io/manage → a project → API → Webhooks → Create webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, deliveries are not signed. Include _id, _type and _updatedAt in the projection.",
  },
  retries: {
    hours: 0.02,
    source:
      "sanity.io/docs/changelog, 29 April 2026: twice, 30 s apart (before, for 30 minutes); it does not say " +
      "how they are signed, and @sanity/webhook checks no age",
  },
  methods: ["POST", "PUT", "PATCH", "DELETE", "GET"],
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64url",
    header: "sanity-webhook-signature",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    timestampUnit: "ms",
    // Sanity has tried for up to 30 minutes, and nothing says whether it signs each attempt again.
    toleranceSeconds: 3_600,
  },
  event: {
    source: "io.sanity",
    type: ["header:sanity-operation"],
    id: "header:idempotency-key",
    time: ["header:sanity-transaction-time", "body:/_updatedAt"],
    subject: ["header:sanity-document-id", "body:/_id"],
    origin: "text:https://{header:sanity-project-id}.api.sanity.io/{header:sanity-dataset}",
    distinct: "header:idempotency-key",
    equalDeliveries: {
      possible: true,
      why:
        "A projection can give the same body for every change, and the operation is not signed; " +
        "idempotency-key is one for each change and its webhook (sanity.io/docs/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: { create: "document", update: "document", delete: "document" },
  },
});
