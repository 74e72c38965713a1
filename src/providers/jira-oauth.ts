import { defineProvider } from "../core/provider.ts";
import jira from "./jira.ts";

export default defineProvider({
  id: "jira-oauth",
  name: "Jira Cloud (OAuth 2.0 apps)",
  category: "devtools",
  docs: "https://developer.atlassian.com/cloud/jira/platform/webhooks/",
  setup: {
    where: "POST https://api.atlassian.com/ex/jira/<cloudId>/rest/api/3/webhook with the app's token",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret. The token covers neither the URL nor the body. Webhooks expire after 30 days: extend them.",
  },
  retries: {
    hours: 1.25,
    // Tokens expire: with the first one, no retry could be accepted.
    signed: "anew",
    source:
      "developer.atlassian.com, Jira Cloud, Webhooks: five times, each after 5 to 15 minutes; its " +
      "announcement says up to 30 minutes later (community.developer.atlassian.com/t/30554); by " +
      "inference: a token is valid for three minutes only; not seen on the vendor's page",
  },
  signature: {
    scheme: "jwt",
    header: "authorization",
    prefix: "Bearer ",
    algorithms: ["HS256"],
    key: "utf8",
    leewaySeconds: 60,
  },
  event: {
    ...jira.event,
    // The identifier is unique within one site, and an app gets the webhooks of many.
    distinct: "body:/timestamp",
    equalDeliveries: {
      possible: false,
      why:
        "X-Atlassian-Webhook-Identifier is one for each event of a site, and a retry keeps it (as " +
        "other public receivers use the header; not seen on the vendor's page)",
    },
  },
  marks: { userAgents: ["Atlassian Webhook HTTP Client"] },
});
