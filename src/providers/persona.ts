import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "persona",
  name: "Persona",
  category: "identity",
  docs: "https://docs.withpersona.com/webhooks-best-practices",
  setup: {
    where: "Dashboard → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the complete text, including wbhsec_.",
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
    toleranceSeconds: 300,
  },
  event: {
    source: "com.withpersona",
    type: ["body:/data/attributes/name"],
    id: "body:/data/id",
    time: ["body:/data/attributes/created-at", "body:/data/attributes/createdAt"],
    subject: "body:/data/attributes/payload/data/id",
    words: {
      "inquiry.*": "verification",
      "verification.*": "verification",
      "verification.passed": "verification succeeded",
      "account.*": "account",
    },
  },
});
