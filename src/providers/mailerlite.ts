import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mailerlite",
  name: "MailerLite",
  category: "marketing",
  docs: "https://developers.mailerlite.com/docs/webhooks.html",
  setup: {
    where: "Integrations → Webhooks → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is shown when you create the webhook.",
  },
  retries: {
    hours: 0.31,
    source: "developers.mailerlite.com/docs/webhooks: three more attempts, after 10, 100 and 1,000 seconds",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "signature" },
  event: {
    source: "com.mailerlite",
    // Batchable webhooks send a list.
    each: "body:/events",
    // Subscriber events are flat with `event`; group changes of a subscriber are nested with `type`.
    type: ["item:/event", "item:/type", "body:/event", "body:/type"],
    // An open has no time and no id, so a reader's next open has the same body.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "An open has no time and no id, and no header is known: each accepted request is an event " +
        "(our reading of the body: recorded requests)",
    },
    subject: [
      "item:/data/subscriber/id",
      "item:/subscriber/id",
      "item:/id",
      "body:/data/subscriber/id",
      "body:/subscriber/id",
      "body:/id",
    ],
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      "subscriber.*": "subscriber",
      "subscriber.added_to_group": "subscriber updated",
      "subscriber.removed_from_group": "subscriber updated",
      "subscriber.bounced": "email bounced",
      "subscriber.spam_reported": "email complained",
      "campaign.*": "campaign",
      "campaign.open": "email opened",
      "campaign.click": "email clicked",
    },
  },
});
