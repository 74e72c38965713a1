import { defineProvider } from "../core/provider.ts";
import type { Entity } from "../core/words/entities.ts";
import type { WordRules } from "../core/words/words.ts";

/** Events that tell one changed field: `user.name_changed`. */
const changes = (entity: Entity, fields: readonly string[]): WordRules =>
  Object.fromEntries(
    fields.map((field) => [`zen:event-type:${entity}.${field}_changed`, `${entity} updated` as const]),
  );

const zendeskEvent = { id: "body:/id", time: "body:/time", subject: "body:/subject" } as const;

export default defineProvider({
  id: "zendesk",
  name: "Zendesk",
  category: "support",
  docs: "https://developer.zendesk.com/documentation/webhooks/verifying/",
  setup: {
    where: "Admin Center → Apps and integrations → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "Reveal the signing secret on the webhook's page. A trigger's custom JSON can contain `type`, `time` and `subject`.",
  },
  deadlineSeconds: 12,
  retries: {
    source:
      "developer.zendesk.com, Webhooks, Webhook retries: some response codes are retried, behind a " +
      "circuit breaker; the times are not given",
  },
  methods: ["POST", "GET", "PUT", "PATCH", "DELETE"],
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-zendesk-webhook-signature",
    timestamp: "header:x-zendesk-webhook-signature-timestamp",
    timestampUnit: "iso",
    signed: "{timestamp}{body}",
    // Zendesk tries again and says neither for how long nor whether it signs each attempt again.
    toleranceSeconds: 86_400,
  },
  event: {
    source: "com.zendesk",
    type: ["body:/type"],
    // The customer defines a trigger's body: its `id` can be a ticket's.
    id: "header:x-zendesk-webhook-invocation-id",
    distinct: "header:x-zendesk-webhook-invocation-id",
    time: "body:/time",
    subject: "body:/subject",
    origin: "text:https://api.zendesk.com/accounts/{header:x-zendesk-account-id}",
    equalDeliveries: {
      possible: true,
      why:
        "The customer writes a trigger's body, so every change can have the same. An invocation has " +
        "one id, and its retries are attempts of it (developer.zendesk.com, Webhooks API, Invocation " +
        "attempts)",
    },
    checkedAgainst: [],
    by: ["body:/zendesk_event_version", "text:{body:/type} {body:/event/current}"],
    cases: {
      "2022-06-20": zendeskEvent,
      "2022-11-06": zendeskEvent,
      "zen:event-type:ticket.status_changed SOLVED": {
        words: { "zen:event-type:ticket.status_changed": "ticket resolved" },
      },
      "zen:event-type:ticket.status_changed CLOSED": {
        words: { "zen:event-type:ticket.status_changed": "ticket closed" },
      },
    },
    words: {
      ...changes("ticket", [
        "brand",
        "custom_field",
        "custom_status",
        "description",
        "email_ccs",
        "external_id",
        "followers",
        "form",
        "organization",
        "priority",
        "problem_link",
        "requester",
        "schedule",
        "status",
        "subject",
        "submitter",
        "tags",
        "task_due_at",
        "type",
        "via",
      ]),
      ...changes("user", [
        "active",
        "alias",
        "custom_field",
        "custom_role",
        "default_group",
        "details",
        "external_id",
        "last_login",
        "name",
        "notes",
        "only_private_comments",
        "photo",
        "role",
        "suspended",
        "tags",
        "time_zone",
      ]),
      ...changes("organization", ["custom_field", "external_id", "name", "tags"]),
      ...changes("article", ["author"]),
      "zen:event-type:ticket.*": "ticket",
      "zen:event-type:ticket.agent_assignment_changed": "ticket assigned",
      "zen:event-type:ticket.group_assignment_changed": "ticket assigned",
      "zen:event-type:ticket.soft_deleted": "ticket deleted",
      "zen:event-type:ticket.permanently_deleted": "ticket deleted",
      "zen:event-type:ticket.marked_as_spam": "ticket updated",
      "zen:event-type:ticket.comment_*": "comment",
      "zen:event-type:user.*": "user",
      "zen:event-type:user.identity_*": "user updated",
      "zen:event-type:user.group_membership_*": "membership",
      "zen:event-type:user.organization_membership_*": "membership",
      "zen:event-type:user.password_changed": "password updated",
      "zen:event-type:organization.*": "organization",
      "zen:event-type:article.*": "article",
      "zen:event-type:article.comment_*": "comment",
      "zen:event-type:article.vote_*": "reaction",
      "zen:event-type:article.subscription_*": "subscriber",
    },
  },
  marks: { userAgents: ["Zendesk Webhook"] },
});
