import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "jira-connect-jwt",
  name: "Atlassian Connect",
  category: "devtools",
  docs: "https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/",
  setup: {
    where:
      "In the app descriptor: the origin only in `baseUrl`, and this source's path in `modules.webhooks`",
    secret: "issued-by-provider",
    note: "The secret is the installation's sharedSecret. The token covers the URL, not the body. Forge is replacing Connect.",
  },
  signature: {
    scheme: "jwt",
    header: "authorization",
    prefix: "JWT ",
    algorithms: ["HS256"],
    key: "utf8",
    claims: { qsh: "{query hash}" },
    leewaySeconds: 30,
  },
  event: {
    source: "com.atlassian.connect",
    type: ["body:/webhookEvent"],
    time: "body:/timestamp",
    subject: [
      "body:/comment/id",
      "body:/issue/key",
      "body:/version/id",
      "body:/project/key",
      "body:/user/accountId",
    ],
    origin: ["body:/issue/self", "body:/comment/self", "body:/project/self"],
    words: { "jira:issue_*": "issue", "comment_*": "comment", "project_*": "project", "user_*": "user" },
  },
});
