import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "descope",
  name: "Descope",
  category: "identity",
  docs: "https://docs.descope.com/connectors/connector-configuration-guides/network/audit-webhook",
  setup: {
    where: "Console → Connectors → Audit Webhook",
    secret: "chosen-by-you",
    note: "Set the authentication type to Bearer Token. Descope's HMAC is described in two different ways, so the bridge ignores it.",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: { source: "com.descope", type: ["body:/action"] },
});
