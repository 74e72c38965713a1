import { defineProvider } from "../core/provider.ts";
import jira from "./jira.ts";

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
  retries: {
    hours: 1.25,
    // Tokens expire: with the first one, no retry could be accepted.
    signed: "anew",
    source:
      "developer.atlassian.com, Jira Cloud, Webhooks: five times, each after 5 to 15 minutes; its " +
      "announcement says up to 30 minutes later (community.developer.atlassian.com/t/30554); by " +
      "inference: atlassian-connect-express refuses an expired token; not seen on the vendor's page",
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
    ...jira.event,
    source: "com.atlassian.connect",
    equalDeliveries: {
      possible: false,
      why:
        "X-Atlassian-Webhook-Identifier is one for each event, and a retry keeps it (as other public " +
        "receivers use the header; not seen on the vendor's page)",
    },
  },
  marks: { userAgents: ["Atlassian HttpClient"] },
});
