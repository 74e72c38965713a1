import { defineProvider } from "../core/provider.ts";

const ownSubject = { subject: "body:/event/data/id" } as const;

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
  retries: {
    hours: 48,
    source: "developer.pagerduty.com/docs/webhooks-behavior: periodically for up to 48 hours",
  },
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
    // What belongs to an incident and has words of its own.
    by: "body:/event/data/type",
    cases: {
      incident_note: ownSubject,
      incident_task: ownSubject,
      incident_workflow_instance: ownSubject,
      incident_responder: { subject: "body:/event/data/user/id" },
    },
    equalDeliveries: {
      possible: false,
      why: "The event's id is signed and a retry keeps it; X-Webhook-Id says the same (developer.pagerduty.com/docs/webhooks-overview)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/PagerDuty/developer-docs"],
    words: {
      "incident.*": "incident",
      "incident.annotated": "note created",
      "incident.conference_bridge.updated": "incident updated",
      "incident.custom_field_values.updated": "incident updated",
      "incident.delegated": "incident assigned",
      "incident.incident_type.changed": "incident updated",
      "incident.priority_updated": "incident updated",
      "incident.reassigned": "incident assigned",
      "incident.service_updated": "incident updated",
      "incident.status_update_published": "incident updated",
      "incident.responder.added": "participant",
      "incident.responder.replied": "participant updated",
      "incident.task.*": "task",
      "incident.workflow.*": "workflow",
    },
  },
  marks: { userAgents: ["PagerDuty-Webhook/V3.0"] },
});
