import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "iterable",
  name: "Iterable",
  category: "marketing",
  docs: "https://support.iterable.com/hc/en-us/articles/208013936-System-Webhooks",
  setup: {
    where: "Integrations → System Webhooks → Create Webhook",
    secret: "chosen-by-you",
    note: "Set the auth type to Basic; the secret is `user:password`. Iterable does not sign deliveries.",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.iterable",
    type: ["body:/eventName"],
    time: "body:/dataFields/createdAt",
    subject: ["body:/dataFields/messageId", "body:/userId"],
    words: {
      "email*": "email",
      emailOpen: "email opened",
      emailSubscribe: "subscriber subscribed",
      emailUnSubscribe: "subscriber unsubscribed",
      "sms*": "message",
      "push*": "message",
      pushOpen: "message opened",
      "inApp*": "message",
      inAppOpen: "message opened",
    },
  },
});
