import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "descope",
  name: "Descope",
  category: "identity",
  docs: "https://docs.descope.com/connectors/connector-configuration-guides/network/audit-webhook",
  setup: {
    where: "Console → Connectors → Audit Webhook",
    secret: "chosen-by-you",
    note:
      "Set the authentication type to Bearer Token. Descope's HMAC is described in two different ways, so the " +
      "bridge ignores it.",
  },
  retries: { source: "docs.descope.com, Audit Webhook: retries were looked for there, and not found" },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "com.descope",
    type: ["body:/action"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "Neither the page nor a recorded delivery shows whether an audit record has an id or a time in this webhook (docs.descope.com, " +
        "Audit Webhook)",
    },
    checkedAgainst: [],
    // As in the audit records of Descope's API.
    time: "body:/occurred",
    subject: "body:/userId",
    words: { LoginSucceed: "login succeeded", LoginFailed: "login failed", "User*": "user" },
  },
});
