import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "close",
  name: "Close",
  category: "crm",
  docs: "https://developer.close.com/resources/webhook-subscriptions/",
  setup: {
    where: "POST https://api.close.com/api/v1/webhook/ with this source's URL as `url`",
    secret: "issued-by-provider",
    note: "The secret is `signature_key` in the response, in hex. It is shown once.",
  },
  retries: {
    hours: 72,
    source:
      "developer.close.com/resources/webhook-subscriptions: retries until a subscription that fails " +
      "for three days is paused; it does not say whether the timestamp is new then",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    key: "hex",
    header: "close-sig-hash",
    timestamp: "header:close-sig-timestamp",
    signed: "{timestamp}{body}",
    // Its schedule and a day, because attempts may carry the first one's time.
    toleranceSeconds: 345_600,
  },
  event: {
    source: "com.close",
    type: ["body:/event/object_type", "body:/event/action"],
    id: "body:/event/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id of the event (developer.close.com/resources/event)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: "body:/event/date_created",
    subject: ["body:/event/object_id", "body:/event/data/id"],
    origin: "text:https://api.close.com/api/v1/organization/{body:/event/organization_id}",
    words: {
      "lead.*": "lead",
      "contact.*": "contact",
      "opportunity.*": "deal",
      "task.*": "task",
      "activity.call.*": "call",
      "activity.email.*": "email",
      "activity.meeting.*": "meeting",
      "activity.note.*": "note",
      "activity.sms.*": "message",
    },
  },
});
