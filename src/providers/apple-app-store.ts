import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "apple-app-store",
  aliases: ["apple-app-store-v2"],
  name: "Apple App Store Server Notifications",
  category: "payments",
  docs: "https://developer.apple.com/documentation/appstoreservernotifications",
  setup: {
    where:
      "App Store Connect → Apps → your app → App Information → App Store Server Notifications (Version 2)",
    secret: "identifier",
    note: "Two secrets: the app's bundle id, and `certificate:` followed by the PEM of Apple Root CA - G3 from apple.com/certificateauthority.",
  },
  retries: {
    hours: 157,
    source:
      "developer.apple.com, Responding to App Store Server Notifications (in public copies of the " +
      "page): 1, 12, 24, 48 and 72 hours after the previous attempt",
  },
  signature: {
    scheme: "certified-jws",
    from: "body:/signedPayload",
    marks: { leaf: "1.2.840.113635.100.6.11.1", issuer: "1.2.840.113635.100.6.2.1" },
    owner: [
      "body:/data/bundleId",
      "body:/summary/bundleId",
      "body:/appData/bundleId",
      "body:/externalPurchaseToken/bundleId",
    ],
  },
  event: {
    source: "com.apple.appstore",
    type: ["body:/notificationType", "body:/subtype"],
    id: "body:/notificationUUID",
    equalDeliveries: {
      possible: false,
      why:
        "notificationUUID is one for each notification and signed; Apple names it as the way to " +
        "recognize duplicates (developer.apple.com, responseBodyV2DecodedPayload)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/signedDate",
    subject: ["body:/data/bundleId", "body:/summary/bundleId"],
    words: {
      "SUBSCRIBED*": "subscription created",
      "DID_RENEW*": "subscription renewed",
      "EXPIRED*": "subscription expired",
      "DID_FAIL_TO_RENEW*": "payment failed",
      REFUND: "refund succeeded",
      REFUND_DECLINED: "refund rejected",
      REFUND_REVERSED: "refund canceled",
      RENEWAL_EXTENDED: "subscription updated",
      REVOKE: "subscription canceled",
      "DID_CHANGE_RENEWAL_PREF*": "subscription updated",
      "DID_CHANGE_RENEWAL_STATUS*": "subscription updated",
      TEST: "test",
      ONE_TIME_CHARGE: "payment succeeded",
      CONSUMPTION_REQUEST: "refund requested",
    },
  },
});
