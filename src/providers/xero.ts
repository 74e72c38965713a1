import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "xero",
  name: "Xero",
  category: "payments",
  docs: "https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/",
  setup: {
    where: "developer.xero.com → My Apps → your app → Webhooks",
    secret: "issued-by-provider",
    note: "The secret is the webhooks key as text: it looks like base64, but is not decoded. Set it in the bridge, then send the intent to receive.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 24,
    source: "developer.xero.com, Configuring your server: with decreasing frequency for up to 24 hours",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "x-xero-signature" },
  handshakes: [
    {
      name: "intent-to-receive",
      when: "body:/entropy",
      unless: "body:/events/0/eventType",
      answer: { status: 200 },
    },
  ],
  event: {
    source: "com.xero",
    each: "body:/events",
    type: ["item:/eventCategory", "item:/eventType"],
    id: "text:{item:/resourceId}-{item:/eventCategory}-{item:/eventType}-{item:/eventDateUtc}",
    time: "item:/eventDateUtc",
    subject: "item:/resourceId",
    origin: "text:urn:uuid:{item:/tenantId}",
    equalDeliveries: {
      possible: false,
      why:
        "Each item has its resource, its kind and a time in milliseconds, and each payload a random " +
        "entropy (developer.xero.com, Webhooks overview)",
    },
    checkedAgainst: ["schemas: github.com/XeroAPI/Xero-OpenAPI"],
    words: { "CONTACT.*": "contact", "INVOICE.*": "invoice", "SUBSCRIPTION.*": "subscription" },
  },
});
