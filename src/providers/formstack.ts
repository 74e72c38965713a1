import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "formstack",
  name: "Formstack",
  category: "forms",
  docs: "https://developers.formstack.com/reference/webhooks",
  setup: {
    where: "Form → Settings → Emails & Actions → Add Webhook",
    secret: "chosen-by-you",
    note: "Enter the secret as the HMAC key. Leave Shared Secret empty: it would be part of every event.",
  },
  retries: {
    source: "developers.formstack.com/reference/webhooks: retries were looked for there, and not found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-fs-signature",
    prefix: "sha256=",
  },
  event: {
    source: "com.formstack",
    // The webhook reports only submissions and names no event.
    type: ["text:form.submitted"],
    equalDeliveries: {
      possible: false,
      why: "UniqueID is one for each submission (developers.formstack.com/reference/webhooks)",
    },
    checkedAgainst: [],
    subject: ["body:/UniqueID", "form:UniqueID"],
    words: { "form.submitted": "form" },
  },
  marks: { userAgents: ["Formstack Webhook"] },
});
