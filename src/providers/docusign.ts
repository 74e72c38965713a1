import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "docusign",
  aliases: ["docusign-connect"],
  name: "DocuSign Connect",
  category: "documents",
  docs: "https://developers.docusign.com/platform/webhooks/connect/validate/",
  setup: {
    where: "Admin → Integrations → Connect → Add Configuration (JSON), and Connect Keys",
    secret: "issued-by-provider",
    note: "Select Include HMAC Signature, and choose the JSON format with the SIM event model.",
  },
  deadlineSeconds: 100,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    // One header per Connect key; an account has up to 100 keys.
    header: Array.from({ length: 100 }, (_, index) => `x-docusign-signature-${index + 1}`),
  },
  event: {
    source: "com.docusign",
    type: ["body:/event"],
    // retryCount changes the body on every attempt.
    id: [
      "text:{body:/data/envelopeId}:{body:/data/recipientId}:{body:/event}:{body:/generatedDateTime}",
      "text:{body:/data/envelopeId}:{body:/event}:{body:/generatedDateTime}",
      "text:{body:/data/templateId}:{body:/event}:{body:/generatedDateTime}",
    ],
    time: "body:/generatedDateTime",
    subject: ["body:/data/envelopeId", "body:/data/templateId"],
    words: {
      "envelope-*": "agreement",
      "envelope-declined": "agreement rejected",
      "recipient-completed": "agreement signed",
      "recipient-declined": "agreement rejected",
      "template-*": "template",
    },
  },
});
