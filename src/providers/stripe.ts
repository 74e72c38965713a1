import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "stripe",
  name: "Stripe",
  category: "payments",
  docs: "https://docs.stripe.com/webhooks/signature",
  setup: {
    where: "Dashboard → Workbench → Webhooks → Add destination",
    secret: "issued-by-provider",
    note: "The secret is the destination's signing secret, whsec_ included.",
  },
  deadlineSeconds: 20,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "stripe-signature",
    // Only v1: v0 belongs to test events and is no proof.
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.stripe",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created",
    // Thin events refer to their object instead of carrying it.
    subject: ["body:/data/object/id", "body:/related_object/id"],
    origin: [
      "text:https://api.stripe.com/v1/accounts/{body:/account}",
      "text:https://api.stripe.com/v2/core/accounts/{body:/context}",
      "text:https://api.stripe.com",
    ],
  },
});
