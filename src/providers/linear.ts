import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "linear",
  name: "Linear",
  category: "devtools",
  docs: "https://linear.app/developers/webhooks",
  setup: {
    where: "Settings → API → Webhooks → New webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing secret.",
    form: { begins: "lin_wh_" },
  },
  deadlineSeconds: 5,
  retries: {
    hours: 7.1,
    signed: "anew",
    source:
      "linear.app/developers/webhooks: after a minute, an hour and six hours, as many public " +
      "repositories tell it; by inference: LinearWebhookClient of @linear/sdk refuses after 60 s; " +
      "not seen on the vendor's page",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "linear-signature",
    // Not the linear-timestamp header, which is not signed.
    timestamp: "body:/webhookTimestamp",
    timestampUnit: "ms",
    toleranceSeconds: 60,
  },
  event: {
    source: "app.linear",
    type: ["body:/type", "body:/action"],
    id: "header:linear-delivery",
    equalDeliveries: {
      possible: false,
      why: "webhookTimestamp in the body is to the millisecond, and another on a retry, which gives an event with the same id (@linear/sdk)",
    },
    time: "body:/createdAt",
    subject: [
      "body:/data/id",
      "body:/issueData/id",
      "body:/agentSession/id",
      "body:/notification/id",
      "body:/oauthClientId",
    ],
    checkedAgainst: ["types: @linear/sdk 98.0.0"],
    // An issue's new state is that of its type, where the state is what changed.
    by: "text:state {body:/data/state/type} {has:body:/updatedFrom/stateId}",
    cases: {
      "state completed true": { words: { "Issue.update": "issue closed" } },
      "state canceled true": { words: { "Issue.update": "issue canceled" } },
    },
    words: {
      "Issue.*": "issue",
      "Comment.*": "comment",
      "Project.*": "project",
      "IssueLabel.*": "tag",
      "Document.*": "document",
      "Customer.*": "customer",
      "Reaction.*": "reaction",
      "User.*": "user",
      "Release.*": "release",
      "OAuthApp.revoked": "app uninstalled",
    },
  },
  marks: { userAgents: ["Linear-Webhook"] },
});
