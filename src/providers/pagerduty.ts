import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "pagerduty",
  name: "PagerDuty",
  category: "monitoring",
  docs: "https://developer.pagerduty.com/docs/webhooks-overview",
  setup: {
    where: "Integrations → Generic Webhooks (v3) → New Webhook",
    secret: "issued-by-provider",
    note: "The secret is shown once, when you create the webhook. Set it in the bridge before you send the test event.",
  },
  deadlineSeconds: 5,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-pagerduty-signature",
    // One v1 per secret during a rotation.
    fields: { signature: "v1" },
  },
  handshakes: [
    { name: "ping", when: "body:/event/event_type", equals: "pagey.ping", answer: { status: 200 } },
  ],
  event: {
    source: "com.pagerduty",
    type: ["body:/event/event_type"],
    id: "body:/event/id",
    time: "body:/event/occurred_at",
    subject: ["body:/event/data/incident/id", "body:/event/data/id"],
    words: {
      "incident.*": "incident",
      "incident.annotated": "note created",
      "incident.reassigned": "incident assigned",
      "incident.status_update_published": "incident updated",
      "incident.responder.added": "participant",
      "incident.responder.replied": "participant updated",
      "incident.workflow.*": "workflow",
    },
  },
});
