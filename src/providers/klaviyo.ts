import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "klaviyo",
  name: "Klaviyo",
  category: "marketing",
  docs: "https://developers.klaviyo.com/en/docs/working_with_system_webhooks",
  setup: {
    where: "POST https://a.klaviyo.com/api/webhooks with this source's URL as `endpoint_url`",
    secret: "chosen-by-you",
    note: "Pass the secret as `secret_key`. A flow's Webhook action is not signed, so the bridge refuses it.",
    form: { least: 16 },
  },
  retries: {
    hours: 48,
    source:
      "developers.klaviyo.com, Webhooks: with pauses of up to an hour, as public repositories tell " +
      "it; disabled after 48 hours. Whether meta.timestamp is the attempt's is not said; not seen on " +
      "the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "klaviyo-signature",
    signed: "{body}{header:klaviyo-timestamp}",
    // The signed header's date has no fixed format and was seen hours off; the body's timestamp is exact, but may be
    // that of the first attempt.
    timestamp: "body:/meta/timestamp",
    timestampUnit: "iso",
    toleranceSeconds: 180_000,
  },
  event: {
    source: "com.klaviyo",
    each: "body:/data",
    type: ["item:/topic"],
    id: "item:/external_id",
    equalDeliveries: {
      possible: false,
      why: "Each item has the external_id of its event (developers.klaviyo.com, Working with system webhooks)",
    },
    time: ["item:/payload/data/attributes/datetime", "body:/meta/timestamp"],
    subject: ["item:/payload/data/relationships/profile/data/id", "item:/external_id"],
    origin: "text:https://a.klaviyo.com/api/accounts/{body:/meta/klaviyo_account_id}",
    checkedAgainst: ["our recorded requests"],
    words: {
      "event:klaviyo.received_email": "email delivered",
      "event:klaviyo.opened_email": "email opened",
      "event:klaviyo.clicked_email": "email clicked",
      "event:klaviyo.bounced_email": "email bounced",
      "event:klaviyo.dropped_email": "email rejected",
      "event:klaviyo.marked_email_as_spam": "email complained",
      "event:klaviyo.subscribed_to_*": "subscriber subscribed",
      "event:klaviyo.unsubscribed_from_*": "subscriber unsubscribed",
      // The profile acts: it sends to the account, and receives from it.
      "event:klaviyo.sent_sms": "message received",
      "event:klaviyo.received_sms": "message delivered",
      "event:klaviyo.clicked_sms": "message clicked",
      "event:klaviyo.failed_to_deliver_sms": "message failed",
      "event:klaviyo.submitted_review": "review submitted",
    },
  },
});
