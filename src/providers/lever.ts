import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "lever",
  name: "Lever",
  category: "hr",
  docs: "https://hire.lever.co/developer/documentation#webhooks",
  setup: {
    where: "Settings → Integrations and API → Webhooks → an event → Add webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signature token. Only the time and a random token are signed: fetch the candidate from the API.",
  },
  retries: {
    signed: "once",
    source:
      "hire.lever.co/developer/documentation: up to five times with growing pauses, without a " +
      "schedule; the signed triggeredAt is the event's; not seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    from: "body:/signature",
    timestamp: "body:/triggeredAt",
    timestampUnit: "ms",
    signed: "{body:/token}{body:/triggeredAt}",
    // triggeredAt is the time of the event.
    toleranceSeconds: 86_400,
  },
  event: {
    source: "co.lever",
    type: ["body:/event"],
    // Only the token and the time are signed, and sources disagree on whether a token belongs to one event.
    distinct: [
      "body:/id",
      "body:/event",
      "body:/data/interviewId",
      "body:/data/applicationId",
      "body:/data/opportunityId",
      "body:/data/candidateId",
      "body:/data/contactId",
    ],
    equalDeliveries: {
      possible: true,
      why:
        "Candidates archived together can have one triggeredAt: the ids in the body tell them apart " +
        "(our reading of the body: recorded requests)",
    },
    time: "body:/triggeredAt",
    by: ["key:body:/data", "body:/event"],
    cases: {
      // Without a reason that it was archived for before.
      toArchived: { words: { candidateArchiveChange: "candidate archived" } },
      contactCreated: { subject: "body:/data/contactId" },
      contactUpdated: { subject: "body:/data/contactId" },
    },
    subject: [
      "body:/data/interviewId",
      "body:/data/applicationId",
      "body:/data/opportunityId",
      "body:/data/candidateId",
    ],
    checkedAgainst: ["our recorded requests"],
    words: {
      applicationCreated: "candidate created",
      candidateHired: "candidate hired",
      candidateStageChange: "candidate moved",
      candidateArchiveChange: "candidate updated",
      candidateDeleted: "candidate deleted",
      "interview*": "interview",
      "contact*": "contact",
    },
  },
});
