import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "greenhouse",
  name: "Greenhouse Recruiting",
  category: "hr",
  docs: "https://developers.greenhouse.io/webhooks.html",
  setup: {
    where: "Configure → Dev Center → Web Hooks → Web Hooks → Create web hook",
    secret: "chosen-by-you",
    note:
      "Set the secret in the bridge first: Greenhouse pings the URL when you save and disables a hook that " +
      "fails.",
  },
  retries: {
    hours: 15.5,
    source:
      "github.com/grnhse/greenhouse-api-docs, webhooks, Retry policy: up to seven attempts within 15 hours",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "signature", prefix: "sha256 " },
  event: {
    source: "io.greenhouse",
    type: ["body:/action"],
    id: "header:greenhouse-event-id",
    distinct: "header:greenhouse-event-id",
    equalDeliveries: {
      possible: true,
      why:
        "A candidate who is moved to a stage, back and there again, or a job that is updated and restored, may have one body. " +
        "Greenhouse-Event-ID is one for each delivery; that its attempts share it follows from their being one job " +
        "(developers.greenhouse.io/webhooks.html)",
    },
    checkedAgainst: [],
    subject: [
      "body:/payload/application/candidate/id",
      "body:/payload/candidate/id",
      "body:/payload/person/id",
      "body:/payload/job/id",
      "body:/payload/id",
    ],
    words: {
      new_candidate_application: "candidate created",
      new_prospect_application: "candidate created",
      update_candidate: "candidate updated",
      candidate_stage_change: "candidate moved",
      hire_candidate: "candidate hired",
      reject_candidate: "candidate rejected",
      delete_candidate: "candidate deleted",
      merge_candidate: "candidate merged",
      job_created: "job",
      job_updated: "job",
      job_approved: "job",
      job_deleted: "job",
      "offer_*": "offer",
      interview_deleted: "interview",
    },
  },
  marks: { userAgents: ["Greenhouse Webhooks"] },
});
