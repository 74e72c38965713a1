import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "descope",
  name: "Descope",
  category: "identity",
  docs: "https://docs.descope.com/connectors/connector-configuration-guides/network/audit-webhook",
  setup: {
    where: "Console → Connectors → Audit Webhook",
    secret: "chosen-by-you",
    note: "Authentication type: Bearer Token. What its HMAC covers is told in two ways, so it is not looked at.",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: { source: "com.descope", type: ["body:/action"] },
});
