import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ms-teams-outgoing",
  name: "Microsoft Teams outgoing webhooks",
  category: "comms",
  docs: "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook",
  setup: {
    where: "Teams → team → Manage team → Apps → Create an outgoing webhook",
    secret: "issued-by-provider",
    note: "The secret is the security token, which is shown once.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 0,
    source:
      "learn.microsoft.com/microsoftteams, Outgoing webhooks: an error is shown in the channel, and " +
      "nothing is tried again; not seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    key: "base64",
    header: "authorization",
    prefix: "HMAC ",
  },
  // Teams shows the response in the channel, or an error if there is none.
  reply: { status: 200, json: { type: "message", text: "Received." } },
  event: {
    source: "com.microsoft.teams",
    type: ["body:/type"],
    id: "text:{body:/conversation/id}-{body:/id}",
    equalDeliveries: {
      possible: false,
      why: "Each message has an id and its time to the microsecond (learn.microsoft.com/microsoftteams, Outgoing webhooks)",
    },
    time: "body:/timestamp",
    subject: "body:/id",
    origin: "text:https://teams.microsoft.com/l/team/{body:/channelData/teamsTeamId}",
    checkedAgainst: ["our recorded requests"],
    words: { message: "message received" },
  },
});
