import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "braze",
  name: "Braze Currents",
  category: "marketing",
  docs: "https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector",
  setup: {
    where: "Partner Integrations → Data Export → Create New Current → Custom Currents Export",
    secret: "chosen-by-you",
    note: "Enter the secret as the bearer token. Braze does not sign deliveries.",
  },
  retries: {
    hours: 120,
    source: "braze.com/docs, Custom HTTP connector: Braze retries, and gives up after five days",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.braze",
    each: "body:/events",
    type: ["item:/event_type"],
    id: "item:/id",
    equalDeliveries: {
      possible: false,
      why: "Every event has an id (braze.com/docs, Message engagement events)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "item:/time",
    subject: ["item:/user/user_id", "item:/user/external_user_id"],
    words: {
      "users.messages.email.*": "email",
      "users.messages.email.Open": "email opened",
      "users.messages.email.Deferral": "email deferred",
      "users.messages.email.MarkAsSpam": "email complained",
      "users.messages.email.Unsubscribe": "subscriber unsubscribed",
      "users.messages.sms.*": "message",
      "users.messages.sms.DeliveryFailure": "message failed",
      "users.messages.sms.InboundReceive": "message received",
      "users.messages.sms.Rejection": "message rejected",
      "users.messages.pushnotification.*": "message",
      "users.messages.pushnotification.Open": "message opened",
      "users.behaviors.Purchase": "order created",
    },
  },
});
