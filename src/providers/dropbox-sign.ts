import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "dropbox-sign",
  aliases: ["hellosign"],
  name: "Dropbox Sign (HelloSign)",
  category: "documents",
  docs: "https://developers.hellosign.com/docs/events/walkthrough/",
  setup: {
    where: "Settings → API → Account callback, or an API app's callback",
    secret: "issued-by-provider",
    note: "The secret is the API key. Only the event's name and time are signed.",
  },
  deadlineSeconds: 30,
  // No time window: Dropbox Sign retries the same bytes for a day.
  retries: {
    hours: 72,
    signed: "once",
    source:
      "developers.hellosign.com, Callbacks & Events: with exponentially growing pauses for about " +
      "three days; by inference: event_time, which is signed, is the event's",
  },
  signature: {
    scheme: "form-json-hmac",
    hash: "sha256",
    encoding: "hex",
    field: "form:json",
    from: "body:/event/event_hash",
    signed: "{body:/event/event_time}{body:/event/event_type}",
  },
  // Required for every event; otherwise, Dropbox Sign sends the event again.
  reply: { status: 200, body: "Hello API Event Received", contentType: "text/plain" },
  event: {
    source: "com.hellosign",
    type: ["body:/event/event_type"],
    id: [
      "text:{body:/event/event_time}-{body:/event/event_type}-{body:/signature_request/signature_request_id}-{body:/event/event_metadata/related_signature_id}",
      "text:{body:/event/event_time}-{body:/event/event_type}-{body:/signature_request/signature_request_id}",
    ],
    // Only the name and the time (in seconds) are signed. Two requests, templates or signers can share both.
    distinct: [
      "body:/signature_request/signature_request_id",
      "body:/event/event_metadata/related_signature_id",
      "body:/template/template_id",
      "body:/account/account_id",
    ],
    equalDeliveries: {
      possible: true,
      why:
        "Only the event's name and its time in seconds are signed; the request, the signer, the template and the account in the body tell " +
        "events apart (developers.hellosign.com, Events Walkthrough)",
    },
    checkedAgainst: [
      "the vendor's types: @dropbox/sign 1.11",
      "the vendor's documented examples: github.com/hellosign/hellosign-openapi",
    ],
    time: "body:/event/event_time",
    subject: [
      "body:/signature_request/signature_request_id",
      "body:/template/template_id",
      "body:/account/account_id",
    ],
    words: {
      signature_request_signed: "agreement signed",
      signature_request_all_signed: "agreement completed",
      signature_request_sent: "agreement sent",
      signature_request_viewed: "agreement viewed",
      signature_request_declined: "agreement rejected",
      signature_request_canceled: "agreement canceled",
      signature_request_destroyed: "agreement deleted",
      account_confirmed: "account verified",
      signature_request_expired: "agreement expired",
      signature_request_reassigned: "agreement assigned",
      signature_request_email_bounce: "email bounced",
      "template_*": "template",
      callback_test: "test",
    },
  },
  marks: { userAgents: ["HelloSign API"] },
});
