import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "workos",
  name: "WorkOS",
  category: "identity",
  docs: "https://workos.com/docs/events/data-syncing/webhooks",
  setup: {
    where: "Dashboard → Developer → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's signing secret.",
  },
  retries: {
    signed: "anew",
    source:
      "workos.com/docs/events/data-syncing/webhooks: events are resent, without the times found; " +
      "@workos-inc/node refuses after 180 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "workos-signature",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    timestampUnit: "ms",
    toleranceSeconds: 180,
  },
  event: {
    source: "com.workos",
    type: ["body:/event"],
    id: "body:/id",
    time: "body:/created_at",
    subject: ["body:/data/id", "body:/data/user_id", "body:/data/email"],
    equalDeliveries: {
      possible: false,
      why: "The event's id is in the signed body (workos.com/docs/events/data-syncing)",
    },
    checkedAgainst: ["the type package @workos-inc/node 8.13: EventResponse"],
    words: {
      "user.*": "user",
      "dsync.user.*": "user",
      "dsync.group.*": "group",
      "dsync.group.user_*": "membership",
      "dsync.activated": "integration",
      "dsync.deleted": "integration",
      "connection.*": "integration",
      "authentication.*": "login",
      "authentication.email_verification_*": "verification",
      "organization.*": "organization",
      "organization_domain.*": "domain",
      "organization_membership.*": "membership",
      "organization_role.*": "role",
      "role.*": "role",
      "permission.*": "permission",
      "session.*": "session",
      "api_key.*": "credential",
      "api_key.revoked": "credential deleted",
      "flag.*": "feature-flag",
      "password_reset.created": "password requested",
      "password_reset.succeeded": "password updated",
    },
  },
});
