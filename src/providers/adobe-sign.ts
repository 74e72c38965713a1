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
    time: "body:/eventDate",
    subject: ["body:/agreement/id", "body:/widget/id", "body:/megaSign/id", "body:/libraryDocument/id"],
    words: {
      "AGREEMENT_*": "agreement",
      AGREEMENT_ACTION_COMPLETED: "agreement signed",
      AGREEMENT_WORKFLOW_COMPLETED: "agreement completed",
      AGREEMENT_RECALLED: "agreement canceled",
      "WIDGET_*": "form",
      "LIBRARY_DOCUMENT_*": "template",
    },
  },
});
