import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "dropbox",
  name: "Dropbox",
  category: "documents",
  docs: "https://www.dropbox.com/developers/reference/webhooks",
  setup: {
    where: "App Console → your app → Settings → Webhooks → Webhook URIs",
    secret: "issued-by-provider",
    note:
      "The secret is the app secret. A delivery names only the accounts: get the changes from " +
      "/files/list_folder/continue.",
  },
  deadlineSeconds: 10,
  retries: {
    source:
      "www.dropbox.com/developers/reference/webhooks: retries were looked for there, and the times not found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-dropbox-signature" },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "query:challenge",
      unsigned: true,
      answer: { echo: "query:challenge" },
    },
  ],
  event: {
    source: "com.dropbox",
    each: "body:/list_folder/accounts",
    type: ["text:list_folder"],
    // Two changes of one account have the same body.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "A body names accounts and nothing else, and no header tells a change from a retry: every accepted request is an event " +
        "(www.dropbox.com/developers/reference/webhooks)",
    },
    checkedAgainst: [],
    subject: "item:",
    words: { list_folder: "file updated" },
  },
  marks: { userAgents: ["DropboxWebhooks"] },
});
