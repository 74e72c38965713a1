import { defineProvider } from "../core/provider.ts";

const sent = "body:/message/data";

export default defineProvider({
  id: "google-play-rtdn",
  name: "Google Play real-time developer notifications",
  category: "mobile",
  docs: "https://developer.android.com/google/play/billing/rtdn-reference",
  setup: {
    where:
      "Play Console → Monetization setup, and Pub/Sub → the topic's push subscription → Enable authentication",
    secret: "identifier",
    note: "The secret is the e-mail of the service account chosen there. Leave the audience empty: it is then the URL, to the letter.",
  },
  deadlineSeconds: 10,
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
    // Google numbers its events.
    type: [
      `text:subscriptionNotification.{${sent}/subscriptionNotification/notificationType}`,
      `text:oneTimeProductNotification.{${sent}/oneTimeProductNotification/notificationType}`,
      `text:voidedPurchaseNotification.{${sent}/voidedPurchaseNotification/productType}`,
      `text:testNotification.{${sent}/testNotification/version}`,
    ],
    id: "body:/message/messageId",
    distinct: "body:/subscription",
    time: [`${sent}/eventTimeMillis`, "body:/message/publishTime"],
    subject: `${sent}/packageName`,
    origin: "text://pubsub.googleapis.com/{body:/subscription}",
    words: {
      "subscriptionNotification.1": "subscription restored",
      "subscriptionNotification.2": "subscription renewed",
      "subscriptionNotification.3": "subscription canceled",
      "subscriptionNotification.4": "subscription created",
      "subscriptionNotification.5": "subscription paused",
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
