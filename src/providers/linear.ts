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
    time: "body:/createdAt",
    subject: ["body:/data/id", "body:/issueData/id", "body:/agentSession/id", "body:/notification/id"],
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
});
