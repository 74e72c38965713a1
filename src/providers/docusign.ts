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
  retries: {
    source:
      "developers.docusign.com, Connect: a message that failed waits in a queue and is sent again, with retryCount one higher; the " +
      "pages that we have read do not say for how long",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    // One header per Connect key; an account has up to 100 keys. One more than that is looked for, to refuse it.
    header: Array.from({ length: 101 }, (_, index) => `x-docusign-signature-${index + 1}`),
    mostSignatures: 100,
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
    equalDeliveries: {
      possible: false,
      why:
        "generatedDateTime, to a fraction of a second, is the event's and stays on a retry; the id is made of it, for retryCount changes " +
        "the body (developers.docusign.com, Connect event message)",
    },
    checkedAgainst: [],
    time: "body:/generatedDateTime",
    subject: ["body:/data/envelopeId", "body:/data/templateId"],
    words: {
      "envelope-*": "agreement",
      // Delivered is what DocuSign calls an envelope that its recipients have opened.
      "envelope-delivered": "agreement viewed",
      "envelope-declined": "agreement rejected",
      "envelope-corrected": "agreement updated",
      "envelope-resent": "agreement sent",
      "recipient-reassign": "agreement assigned",
      "recipient-resent": "agreement sent",
      "recipient-sent": "agreement sent",
      "recipient-delivered": "agreement viewed",
      "recipient-completed": "agreement signed",
      "recipient-declined": "agreement rejected",
      "template-*": "template",
    },
  },
});
