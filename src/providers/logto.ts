import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "logto",
  name: "Logto",
  category: "identity",
  docs: "https://docs.logto.io/developers/webhooks/secure-webhooks",
  setup: {
    where: "Console → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the signing key on the webhook's page.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "logto-signature-sha-256" },
  event: {
    source: "io.logto",
    type: ["body:/event"],
    time: "body:/createdAt",
    subject: ["body:/data/id", "body:/userId", "body:/roleId", "body:/organizationRoleId", "body:/value"],
    words: {
      PostSignIn: "login succeeded",
      PostRegister: "user created",
      PostResetPassword: "password updated",
      "Identifier.Lockout": "login blocked",
      "User.*": "user",
      "Role.*": "role",
      "OrganizationRole.*": "role",
      "Scope.*": "permission",
      "OrganizationScope.*": "permission",
      "Organization.*": "organization",
      "Organization.Membership.*": "membership",
    },
  },
});
