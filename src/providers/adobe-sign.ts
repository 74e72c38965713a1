import { defineProvider } from "../core/provider.ts";

const clientIdHeader = "x-adobesign-clientid";
const clientId = `header:${clientIdHeader}` as const;

export default defineProvider({
  id: "adobe-sign",
  name: "Adobe Acrobat Sign",
  category: "documents",
  docs: "https://developer.adobe.com/acrobat-sign/docs/overview/webhooks/",
  setup: {
    where: "Acrobat Sign → Account → Webhooks → Create",
    secret: "identifier",
    note: "The secret is the application's client id. Acrobat Sign sends it with every request and expects it back. It is not a strong secret.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 72,
    source: "opensource.adobe.com/acrobat-sign, Reliable notifications: 15 retries within 72 hours",
  },
  signature: { scheme: "token", from: clientId },
  handshakes: [
    {
      name: "verification-of-intent",
      method: "GET",
      when: clientId,
      unsigned: true,
      token: { from: clientId, role: "clientId" },
      answer: { echoHeader: clientIdHeader },
    },
  ],
  reply: { echoHeader: clientIdHeader },
  event: {
    source: "com.adobe.sign",
    type: ["body:/event"],
    id: "body:/webhookNotificationId",
    equalDeliveries: {
      possible: false,
      why:
        "webhookNotificationId is one for each notification and there to recognize duplicates " +
        "(opensource.adobe.com/acrobat-sign, Webhook Event Payload Overview)",
    },
    checkedAgainst: ["the vendor's list of events: github.com/adobe/acrobat-sign"],
    time: "body:/eventDate",
    subject: ["body:/agreement/id", "body:/widget/id", "body:/megaSign/id", "body:/libraryDocument/id"],
    words: {
      "AGREEMENT_*": "agreement",
      AGREEMENT_ACTION_DELEGATED: "agreement assigned",
      AGREEMENT_ACTION_REQUESTED: "agreement sent",
      AGREEMENT_AUTO_CANCELLED_CONVERSION_PROBLEM: "agreement canceled",
      AGREEMENT_DOCUMENTS_DELETED: "file deleted",
      AGREEMENT_DOCUMENTS_VIEWED: "agreement viewed",
      AGREEMENT_DOCUMENTS_VIEWED_PASSWORD_PROTECTED: "agreement viewed",
      AGREEMENT_EMAIL_BOUNCED: "email bounced",
      AGREEMENT_EMAIL_VIEWED: "email opened",
      AGREEMENT_EXPIRATION_UPDATED: "agreement updated",
      AGREEMENT_MODIFIED: "agreement updated",
      AGREEMENT_ACTION_COMPLETED: "agreement signed",
      AGREEMENT_WORKFLOW_COMPLETED: "agreement completed",
      AGREEMENT_RECALLED: "agreement canceled",
      AGREEMENT_RECALLED_MAX_SIGNING_EMAIL_OTP_ATTEMPTS: "agreement canceled",
      MEGASIGN_CREATED: "agreement created",
      MEGASIGN_RECALLED: "agreement canceled",
      "WIDGET_*": "form",
      WIDGET_AUTO_CANCELLED_CONVERSION_PROBLEM: "form canceled",
      "LIBRARY_DOCUMENT_*": "template",
      LIBRARY_DOCUMENT_AUTO_CANCELLED_CONVERSION_PROBLEM: "template canceled",
    },
  },
  marks: { userAgents: ["AdobeSign-Webhook"] },
});
