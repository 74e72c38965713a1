import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "calendly",
  name: "Calendly",
  category: "forms",
  docs: "https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures",
  setup: {
    where: "POST https://api.calendly.com/webhook_subscriptions",
    secret: "chosen-by-you",
    note: "Pass the secret as `signing_key` when you create the subscription.",
  },
  retries: {
    hours: 24,
    signed: "anew",
    source:
      "community.calendly.com, How does a webhook become disabled: for 24 hours with exponentially " +
      "growing pauses; by inference: the sample code of Webhook signatures refuses after 180 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "calendly-webhook-signature",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 180,
  },
  event: {
    source: "com.calendly",
    type: ["body:/event"],
    equalDeliveries: {
      possible: false,
      why:
        "The body has the address of the invitee or submission, and a time in microseconds " +
        "(developer.calendly.com, Webhook payload)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/created_at",
    subject: "body:/payload/uri",
    origin: "body:/created_by",
    by: "body:/payload/rescheduled",
    // A booking that is moved is canceled and made again.
    cases: { true: { words: { "invitee.canceled": "meeting rescheduled" } } },
    words: {
      "invitee.created": "meeting scheduled",
      "invitee.canceled": "meeting canceled",
      "routing_form_submission.created": "form submitted",
    },
  },
});
