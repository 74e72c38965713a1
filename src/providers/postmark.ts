import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "postmark",
  name: "Postmark",
  category: "comms",
  docs: "https://postmarkapp.com/developer/webhooks/webhooks-overview",
  setup: {
    where: "Server → message stream → Webhooks → Add webhook",
    secret: "chosen-by-you",
    note: "Set basic auth credentials; the secret is `user:password`. Postmark does not sign deliveries.",
  },
  retries: {
    hours: 10.4,
    source:
      "postmarkapp.com, Understanding inbound webhook retries: ten more attempts in about 10.5 " +
      "hours, the last pause being six hours; fewer for other webhooks",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.postmarkapp",
    type: ["body:/RecordType"],
    time: ["body:/DeliveredAt", "body:/BouncedAt", "body:/ReceivedAt", "body:/ChangedAt"],
    subject: "body:/MessageID",
    by: [
      "body:/MessageStream",
      "body:/Type",
      "body:/SuppressionReason",
      "text:suppressed {body:/SuppressSending}",
    ],
    cases: {
      // Inbound mail has no RecordType, and no time but the one that its author wrote.
      inbound: { type: ["text:Inbound"] },
      Transient: { words: { Bounce: "email deferred" } },
      Unsubscribe: { words: { Bounce: "subscriber unsubscribed" } },
      // Not every notice that comes back is a bounce, and a beginning has no verb.
      Subscribe: { words: { Bounce: "subscriber subscribed" } },
      SpamComplaint: { words: { Bounce: "email complained", SubscriptionChange: "email complained" } },
      SpamNotification: { words: { Bounce: "email complained" } },
      Blocked: { words: { Bounce: "email blocked" } },
      AutoResponder: { words: { "Bounce*": "email" } },
      AddressChange: { words: { "Bounce*": "email" } },
      ChallengeVerification: { words: { "Bounce*": "email" } },
      OpenRelayTest: { words: { "Bounce*": "email" } },
      Unconfirmed: { words: { "Bounce*": "email" } },
      SMTPApiError: { words: { Bounce: "email failed" } },
      InboundError: { words: { Bounce: "email failed" } },
      TemplateRenderingFailed: { words: { Bounce: "email failed" } },
      ManualSuppression: { words: { SubscriptionChange: "subscriber unsubscribed" } },
      HardBounce: { words: { SubscriptionChange: "email bounced" } },
      "suppressed false": { words: { SubscriptionChange: "subscriber subscribed" } },
    },
    equalDeliveries: {
      possible: "unknown",
      why:
        "Each body has the message's id and a time in seconds, so only two opens or clicks within a " +
        "second could be equal (postmarkapp.com/developer/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      Delivery: "email delivered",
      Bounce: "email bounced",
      Open: "email opened",
      Click: "email clicked",
      SpamComplaint: "email complained",
      SubscriptionChange: "subscriber updated",
      Inbound: "email received",
    },
  },
  marks: { userAgents: ["Postmark"] },
});
