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
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    from: "body:/signature",
    timestamp: "body:/triggeredAt",
    timestampUnit: "ms",
    signed: "{body:/token}{body:/triggeredAt}",
    toleranceSeconds: 300,
  },
  event: {
    source: "co.lever",
    type: ["body:/event"],
    // Sources disagree on whether a token belongs to one event or to the webhook.
    // Nothing else in the body is signed.
    id: "text:{body:/token}-{body:/triggeredAt}",
    time: "body:/triggeredAt",
    subject: [
      "body:/data/interviewId",
      "body:/data/applicationId",
      "body:/data/opportunityId",
      "body:/data/candidateId",
    ],
    words: {
      applicationCreated: "candidate created",
      candidateHired: "candidate hired",
      candidateStageChange: "candidate moved",
      candidateArchiveChange: "candidate archived",
      candidateDeleted: "candidate deleted",
      "interview*": "interview",
      "contact*": "contact",
    },
  },
});
