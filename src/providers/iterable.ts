import { defineProvider } from "../core/provider.ts";

const ofSubscriber = { subject: ["body:/userId", "body:/email"] } as const;

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
  retries: { source: "support.iterable.com, System Webhooks: nothing was found on further attempts" },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.iterable",
    type: ["body:/eventName"],
    time: "body:/dataFields/createdAt",
    equalDeliveries: {
      possible: "unknown",
      why: "No id, and createdAt is to the second: an equal event of the same message within it counts once (support.iterable.com, System Webhooks)",
    },
    subject: ["body:/dataFields/messageId", "body:/userId"],
    by: "body:/eventName",
    cases: { emailSubscribe: ofSubscriber, emailUnSubscribe: ofSubscriber },
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
      // The push found no app on the device.
      pushUninstall: "app uninstalled",
      smsSubscribe: "subscriber subscribed",
      smsUnSubscribe: "subscriber unsubscribed",
    },
    checkedAgainst: [],
  },
});
