import { defineProvider } from "../core/provider.ts";

const challengeHeader = "header:smartsheet-hook-challenge";
const verification = {
  when: challengeHeader,
  answer: { echo: challengeHeader, json: "smartsheetHookResponse" },
} as const;

export default defineProvider({
  id: "smartsheet",
  name: "Smartsheet",
  category: "productivity",
  docs: "https://developers.smartsheet.com/api/smartsheet/guides/webhooks/webhook-callbacks",
  setup: {
    where: "POST https://api.smartsheet.com/2.0/webhooks, then enable the webhook",
    secret: "issued-by-provider",
    note: "The secret is `sharedSecret` in the response. Smartsheet repeats its challenge every 100 callbacks.",
  },
  retries: {
    source: "developers.smartsheet.com, Webhook callbacks: speaks of retries; no schedule was found",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "smartsheet-hmac-sha256" },
  handshakes: [
    { name: "verification", unsigned: true, ...verification },
    { name: "signed-verification", ...verification },
  ],
  event: {
    source: "com.smartsheet",
    each: "body:/events",
    type: ["item:/objectType", "item:/eventType", "body:/newWebhookStatus"],
    id: "body:/nonce",
    time: ["item:/timestamp", "body:/timestamp"],
    subject: ["item:/id", "item:/rowId", "body:/webhookId"],
    origin: "text:https://api.smartsheet.com/2.0/{body:/scope}s/{body:/scopeObjectId}",
    equalDeliveries: {
      possible: false,
      why: "The nonce is signed and is one for each callback (developers.smartsheet.com, Webhook callbacks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      "row.*": "entry",
      "comment.*": "comment",
      "attachment.*": "file",
      "discussion.*": "conversation",
      ENABLED: "webhook activated",
      "DISABLED_*": "webhook deactivated",
    },
  },
});
