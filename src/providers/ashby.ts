import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ashby",
  name: "Ashby",
  category: "hr",
  docs: "https://developers.ashbyhq.com/docs/authenticating-webhooks",
  setup: { where: "Admin → Integrations → Webhooks → New → Secret Token", secret: "chosen-by-you" },
  retries: {
    hours: 3,
    source: "developers.ashbyhq.com/docs/retries: ten attempts within three hours",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "ashby-signature",
    prefix: "sha256=",
  },
  handshakes: [{ name: "ping", when: "body:/action", equals: "ping", answer: { status: 200 } }],
  event: {
    source: "com.ashbyhq",
    type: ["body:/action"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body has neither an id nor a time of the event, but most bodies hold the whole " +
        "application with its time of change in milliseconds; where that is missing, equal bodies " +
        "count once (developers.ashbyhq.com, Webhook payloads)",
    },
    checkedAgainst: ["our recorded requests"],
    time: [
      "body:/data/application/updatedAt",
      "body:/data/interviewSchedule/updatedAt",
      "body:/data/job/updatedAt",
    ],
    subject: [
      "body:/data/application/candidate/id",
      "body:/data/application/id",
      "body:/data/candidate/id",
      "body:/data/offer/id",
      "body:/data/job/id",
      "body:/data/interviewSchedule/id",
    ],
    by: "body:/data/interviewSchedule/status",
    cases: { Cancelled: { words: { interviewScheduleUpdate: "interview canceled" } } },
    words: {
      applicationSubmit: "candidate submitted",
      applicationUpdate: "candidate updated",
      candidateHire: "candidate hired",
      candidateStageChange: "candidate moved",
      candidateDelete: "candidate deleted",
      candidateMerge: "candidate merged",
      "job*": "job",
      "offer*": "offer",
      interviewScheduleCreate: "interview scheduled",
      interviewScheduleUpdate: "interview updated",
    },
  },
});
