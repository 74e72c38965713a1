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
  methods: ["POST", "PUT", "PATCH", "DELETE", "GET"],
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64url",
    header: "sanity-webhook-signature",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    timestampUnit: "ms",
    toleranceSeconds: 300,
  },
  event: {
    source: "io.sanity",
    type: ["header:sanity-operation"],
    id: "header:idempotency-key",
    time: ["header:sanity-transaction-time", "body:/_updatedAt"],
    subject: ["header:sanity-document-id", "body:/_id"],
    origin: "text:https://{header:sanity-project-id}.api.sanity.io/{header:sanity-dataset}",
    // A projection can give the same body for every change, and the operation is not signed.
    distinct: "header:idempotency-key",
    words: { create: "document", update: "document", delete: "document" },
  },
});
