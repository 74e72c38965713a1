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
    by: ["body:/MessageStream", "body:/Type", "body:/SuppressionReason"],
    cases: {
      // Inbound mail has no RecordType, and no time but the one that its author wrote.
      inbound: { type: ["text:Inbound"] },
      Transient: { words: { Bounce: "email deferred" } },
      Unsubscribe: { words: { Bounce: "subscriber unsubscribed" } },
      ManualSuppression: { words: { SubscriptionChange: "subscriber unsubscribed" } },
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
});
