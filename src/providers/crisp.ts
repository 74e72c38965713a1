import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "crisp",
  name: "Crisp",
  category: "support",
  docs: "https://docs.crisp.chat/references/web-hooks/v1",
  setup: {
    where: "Marketplace → your plugin → Settings → Events, or Settings → Workspace → Advanced → Web Hooks",
    secret: "issued-by-provider",
    note: "A plugin's secret is its signing secret. A workspace's web hooks are not signed: append `?key=<secret>` to their URL.",
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
    time: "body:/timestamp",
    subject: "body:/data/session_id",
    origin: "text:https://api.crisp.chat/v1/website/{body:/website_id}",
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
