import { defineProvider } from "../core/provider.ts";

const keyedHash = {
  scheme: "keyed-hash",
  hash: "sha256",
  encoding: "hex",
  header: "x-hubspot-signature",
  json: true,
} as const;
const versionHeader = "header:x-hubspot-signature-version";

export default defineProvider({
  id: "hubspot",
  aliases: ["hubspot-v1", "hubspot-v2", "hubspot-v3"],
  name: "HubSpot",
  category: "crm",
  docs: "https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests",
  setup: {
    where: "Developer account → Apps → your app → Webhooks → Target URL",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret. The URL is signed: enter exactly the public URL.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 24,
    signed: "anew",
    source:
      "developers.hubspot.com, Webhooks API (in public copies of the page): up to ten times within " +
      "24 hours; by inference: @hubspot/api-client refuses after 300 s",
  },
  signature: [
    {
      variant: "v3",
      scheme: "hmac",
      hash: "sha256",
      encoding: "base64",
      header: "x-hubspot-signature-v3",
      timestamp: "header:x-hubspot-request-timestamp",
      timestampUnit: "ms",
      signed: "{method}{url}{body}{timestamp}",
      toleranceSeconds: 300,
      json: true,
    },
    {
      ...keyedHash,
      variant: "v2",
      only: { when: versionHeader, equals: "v2" },
      signed: "{secret}{method}{url}{body}",
    },
    { ...keyedHash, variant: "v1", only: { when: versionHeader, equals: "v1" }, signed: "{secret}{body}" },
  ],
  event: {
    source: "com.hubspot",
    each: "body:",
    type: ["item:/subscriptionType"],
    // eventId is not unique, and attemptNumber changes the body on every attempt.
    id: [
      "text:{item:/portalId}-{item:/subscriptionId}-{item:/eventId}-{item:/objectId}-{item:/occurredAt}",
      // Associating two contacts produces two events with the same subscription and time.
      "text:{item:/portalId}-{item:/subscriptionId}-{item:/eventId}-{item:/fromObjectId}-{item:/toObjectId}-{item:/associationType}-{item:/occurredAt}",
      "text:{item:/portalId}-{item:/subscriptionId}-{item:/eventId}-{item:/fromObjectId}-{item:/toObjectId}-{item:/occurredAt}",
      "text:{item:/portalId}-{item:/subscriptionId}-{item:/eventId}-{item:/occurredAt}",
    ],
    equalDeliveries: {
      possible: false,
      why:
        "Each item has its subscription, its object and occurredAt to the millisecond, all signed " +
        "(our reading of the body: recorded requests)",
    },
    time: "item:/occurredAt",
    subject: ["item:/objectId", "item:/fromObjectId"],
    origin: "text:https://app.hubspot.com/contacts/{item:/portalId}",
    // Subscriptions to `object.*` name the kind of object here.
    by: "item:/objectTypeId",
    cases: {
      "0-1": { words: { "object.*": "contact" } },
      "0-2": { words: { "object.*": "company" } },
      "0-3": { words: { "object.*": "deal" } },
      "0-5": { words: { "object.*": "ticket" } },
      "0-7": { words: { "object.*": "product" } },
    },
    words: {
      "contact.*": "contact",
      "company.*": "company",
      "deal.*": "deal",
      "ticket.*": "ticket",
      "product.*": "product",
      "conversation.*": "conversation",
      "conversation.newMessage": "message created",
      "contact.associationChange": "contact updated",
      "company.associationChange": "company updated",
      "deal.associationChange": "deal updated",
      "ticket.associationChange": "ticket updated",
    },
    checkedAgainst: ["our recorded requests"],
  },
  marks: { userAgents: ["HubSpot Webhooks"] },
});
