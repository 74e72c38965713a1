import { defineProvider } from "../core/provider.ts";

const aboutMessage = { subject: ["body:/data/fingerprint", "body:/data/session_id"] } as const;

export default defineProvider({
  id: "crisp",
  name: "Crisp",
  category: "support",
  docs: "https://docs.crisp.chat/references/web-hooks/v1",
  setup: {
    where: "Marketplace → your plugin → Settings → Events, or Settings → Workspace → Advanced → Web Hooks",
    secret: "issued-by-provider",
    note:
      "A plugin's secret is its signing secret. A workspace's web hooks are not signed: append " +
      "`?key=<secret>` to their URL.",
  },
  retries: {
    source: "docs.crisp.chat, Web Hooks Reference (V1): retries were looked for there, and not found",
  },
  signature: [
    {
      variant: "plugin",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-crisp-signature",
      timestamp: "header:x-crisp-request-timestamp",
      timestampUnit: "ms",
      signed: "[{timestamp};{body}]",
      toleranceSeconds: 300,
    },
    { variant: "website", scheme: "token", from: "query:key" },
  ],
  event: {
    source: "chat.crisp",
    type: ["body:/event"],
    equalDeliveries: {
      possible: false,
      why: "Each body has the website and the time of the event in milliseconds (docs.crisp.chat, Web Hooks Reference)",
    },
    checkedAgainst: [],
    time: "body:/timestamp",
    subject: ["body:/data/session_id", "body:/data/people_id", "body:/data/campaign_id"],
    origin: "text:https://api.crisp.chat/v1/website/{body:/website_id}",
    by: ["body:/data/state", "body:/event"],
    cases: {
      resolved: { words: { "session:set_state": "conversation resolved" } },
      "message:send": aboutMessage,
      "message:received": aboutMessage,
      "message:updated": aboutMessage,
      "message:removed": aboutMessage,
    },
    words: {
      "message:send": "message received",
      "message:received": "message sent",
      "message:updated": "message",
      "message:removed": "message",
      "session:request:initiated": "conversation created",
      "session:removed": "conversation",
      "people:profile:*": "contact",
      "campaign:*": "campaign",
    },
  },
});
