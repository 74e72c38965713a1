import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "pipedrive",
  name: "Pipedrive",
  category: "crm",
  docs: "https://pipedrive.readme.io/docs/guide-for-webhooks-v2",
  setup: {
    where: "Settings → Tools and apps → Webhooks → Create new webhook",
    secret: "chosen-by-you",
    note: "Fill in the HTTP Auth username and password; the secret is `user:password`. Pipedrive does not sign deliveries.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0.06,
    source:
      "pipedrive.readme.io/docs/guide-for-webhooks-v2: three more attempts, after 3, 30 and 150 s " +
      "(github.com/api-evangelist/pipedrive); not seen on the vendor's page",
  },
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.pipedrive",
    // v2 uses `entity`, v1 `object`.
    type: ["body:/meta/action", "body:/meta/entity", "body:/meta/object"],
    // In v1, meta.id identifies the object, not the event, and `retry` changes the body on every attempt.
    id: [
      "text:{body:/meta/webhook_id}-{body:/meta/object}-{body:/meta/id}-{body:/meta/timestamp_micro}",
      // meta.id is the triggering event: a merge sends two webhooks, for the deleted and the changed object.
      "text:{body:/meta/id}-{body:/meta/action}-{body:/meta/entity}-{body:/meta/entity_id}",
    ],
    time: "body:/meta/timestamp",
    subject: ["body:/meta/entity_id", "body:/meta/id"],
    origin: "text:https://{body:/meta/host}",
    equalDeliveries: {
      possible: false,
      why:
        "v2: meta.id with the object; v1: the object with a time in microseconds. The password " +
        "proves the whole request (our reading of the body: recorded requests)",
    },
    checkedAgainst: [
      "captured payloads: github.com/hookdeck/webhook-samples (v1)",
      "the vendor's documented examples (v2)",
    ],
    words: {
      // v1 uses added, updated and merged; v2 uses create, change and delete.
      "create.deal": "deal created",
      "change.deal": "deal updated",
      "delete.deal": "deal deleted",
      "added.deal": "deal created",
      "updated.deal": "deal updated",
      "deleted.deal": "deal deleted",
      "create.lead": "lead created",
      "change.lead": "lead updated",
      "delete.lead": "lead deleted",
      "create.person": "contact created",
      "change.person": "contact updated",
      "delete.person": "contact deleted",
      "added.person": "contact created",
      "updated.person": "contact updated",
      "deleted.person": "contact deleted",
      "create.organization": "company created",
      "change.organization": "company updated",
      "delete.organization": "company deleted",
      "added.organization": "company created",
      "updated.organization": "company updated",
      "deleted.organization": "company deleted",
      "create.activity": "task created",
      "change.activity": "task updated",
      "delete.activity": "task deleted",
      "added.activity": "task created",
      "updated.activity": "task updated",
      "deleted.activity": "task deleted",
      "create.note": "note created",
      "change.note": "note updated",
      "delete.note": "note deleted",
      "create.product": "product created",
      "change.product": "product updated",
      "delete.product": "product deleted",
      "added.product": "product created",
      "updated.product": "product updated",
      "deleted.product": "product deleted",
      "merged.deal": "deal merged",
      "merged.person": "contact merged",
      "merged.organization": "company merged",
    },
  },
});
