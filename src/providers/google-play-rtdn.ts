import { defineProvider } from "../core/provider.ts";

const notification = "body:/message/data";

export default defineProvider({
  id: "google-play-rtdn",
  name: "Google Play real-time developer notifications",
  category: "mobile",
  docs: "https://developer.android.com/google/play/billing/rtdn-reference",
  setup: {
    where:
      "Play Console → Monetization setup; Pub/Sub → the topic's push subscription → Enable authentication",
    secret: "identifier",
    note:
      "The secret is the e-mail address of the service account chosen there. Leave the audience empty: Google " +
      "then uses the exact URL.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 168,
    signed: "anew",
    source:
      "docs.cloud.google.com/pubsub/docs/subscription-properties: a message that is not acknowledged " +
      "is kept for seven days by default, and 31 at most; by inference: google-auth-library refuses " +
      "an expired token",
  },
  signature: {
    scheme: "jwt",
    header: "authorization",
    prefix: "Bearer ",
    algorithms: ["RS256"],
    key: { url: "https://www.googleapis.com/oauth2/v3/certs" },
    claims: {
      iss: ["https://accounts.google.com", "accounts.google.com"],
      aud: "{url}",
      email: "{secret}",
      email_verified: "true",
    },
  },
  event: {
    source: "com.google.play",
    // Google identifies its event types by number.
    type: [
      `text:subscriptionNotification.{${notification}/subscriptionNotification/notificationType}`,
      `text:oneTimeProductNotification.{${notification}/oneTimeProductNotification/notificationType}`,
      `text:voidedPurchaseNotification.{${notification}/voidedPurchaseNotification/productType}`,
      `text:testNotification.{${notification}/testNotification/version}`,
    ],
    id: "body:/message/messageId",
    distinct: "body:/subscription",
    equalDeliveries: {
      possible: false,
      why:
        "messageId is one for each message of a topic; that a retry keeps it was not seen (our " +
        "reading of the body: recorded requests)",
    },
    checkedAgainst: [],
    time: [`${notification}/eventTimeMillis`, "body:/message/publishTime"],
    subject: [
      `${notification}/subscriptionNotification/purchaseToken`,
      `${notification}/oneTimeProductNotification/purchaseToken`,
      `${notification}/voidedPurchaseNotification/purchaseToken`,
      `${notification}/packageName`,
    ],
    origin: "text://pubsub.googleapis.com/{body:/subscription}",
    words: {
      "subscriptionNotification.1": "subscription restored",
      "subscriptionNotification.2": "subscription renewed",
      "subscriptionNotification.3": "subscription canceled",
      "subscriptionNotification.4": "subscription created",
      "subscriptionNotification.5": "subscription paused",
      // A grace period begins with a payment that failed.
      "subscriptionNotification.6": "payment failed",
      "subscriptionNotification.7": "subscription restored",
      "subscriptionNotification.10": "subscription paused",
      "subscriptionNotification.12": "subscription canceled",
      "subscriptionNotification.13": "subscription expired",
      "oneTimeProductNotification.1": "payment succeeded",
      "oneTimeProductNotification.2": "payment canceled",
      "voidedPurchaseNotification.*": "payment voided",
      "testNotification.*": "test",
    },
  },
});
