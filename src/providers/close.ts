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
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    key: "hex",
    header: "close-sig-hash",
    timestamp: "header:close-sig-timestamp",
    signed: "{timestamp}{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.close",
    type: ["body:/event/object_type", "body:/event/action"],
    id: "body:/event/id",
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
