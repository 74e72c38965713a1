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
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.postmarkapp",
    type: ["body:/RecordType"],
    time: ["body:/DeliveredAt", "body:/BouncedAt", "body:/ReceivedAt", "body:/ChangedAt"],
    subject: "body:/MessageID",
    // Inbound mail has no RecordType.
    by: ["body:/RecordType", "body:/MessageStream"],
    cases: { inbound: { type: ["text:Inbound"], time: "body:/Date" } },
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
