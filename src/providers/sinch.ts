import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sinch",
  name: "Sinch Conversation API",
  category: "comms",
  docs: "https://developers.sinch.com/docs/conversation/callbacks/",
  setup: {
    where: "Build Dashboard → Conversation API → Apps → an app → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note:
      "Fill in Secret: without it, deliveries are not signed. Callbacks of the Voice and Verification APIs " +
      "are signed in another way, so the bridge refuses them.",
  },
  retries: {
    source:
      "developers.sinch.com/docs/conversation/callbacks: speaks of retries; no schedule was found " +
      "for them, and that of the SMS API takes a day. The SDKs check no age",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-sinch-webhook-signature",
    timestamp: "header:x-sinch-webhook-signature-timestamp",
    signed: "{body}.{header:x-sinch-webhook-signature-nonce}.{timestamp}",
    // Nothing says how long Sinch tries, nor whether it signs each attempt again.
    toleranceSeconds: 86_400,
  },
  event: {
    source: "com.sinch",
    // The member that holds an event names it: message, message_delivery_report…
    type: ["key:body:"],
    id: [
      "body:/message/id",
      // A message that falls back to another channel is queued, and can fail, on each channel.
      "text:{body:/message_delivery_report/message_id}-{body:/message_delivery_report/status}-{body:/message_delivery_report/channel_identity/channel}",
      "text:{body:/message_delivery_report/message_id}-{body:/message_delivery_report/status}",
    ],
    time: ["body:/event_time", "body:/accepted_time"],
    subject: [
      "body:/{key:body:}/id",
      "body:/{key:body:}/message_id",
      "body:/{key:body:}/conversation/id",
      "body:/{key:body:}/contact/id",
      "body:/{key:body:}/contact_id",
    ],
    origin: "text:https://conversation.api.sinch.com/v1/projects/{body:/project_id}/apps/{body:/app_id}",
    by: [
      "body:/message_delivery_report/status",
      "body:/opt_in_notification/status",
      "body:/opt_out_notification/status",
    ],
    cases: {
      DELIVERED: { words: { message_delivery_report: "message delivered" } },
      READ: { words: { message_delivery_report: "message read" } },
      FAILED: { words: { message_delivery_report: "message failed" } },
      OPT_IN_FAILED: { words: { opt_in_notification: "subscriber" } },
      OPT_OUT_FAILED: { words: { opt_out_notification: "subscriber" } },
    },
    equalDeliveries: {
      possible: false,
      why: "Each body has its object and a time of acceptance in microseconds (developers.sinch.com/docs/conversation/callbacks)",
    },
    checkedAgainst: ["types: @sinch/sdk-core", "the vendor's documented examples"],
    words: {
      message: "message received",
      message_delivery_report: "message updated",
      message_submit_notification: "message sent",
      conversation_start_notification: "conversation started",
      conversation_stop_notification: "conversation completed",
      conversation_delete_notification: "conversation deleted",
      contact_create_notification: "contact created",
      contact_update_notification: "contact updated",
      contact_delete_notification: "contact deleted",
      contact_merge_notification: "contact merged",
      opt_in_notification: "subscriber subscribed",
      opt_out_notification: "subscriber unsubscribed",
    },
  },
});
