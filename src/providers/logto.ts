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
  retries: {
    source:
      "github.com/logto-io/logto, packages/core/src/libraries/hook/utils.ts: three times, unless the " +
      "hook has another number; the pauses are its HTTP client's",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "logto-signature-sha-256" },
  event: {
    source: "io.logto",
    type: ["body:/event"],
    equalDeliveries: {
      possible: false,
      why:
        "createdAt is the time of the event to the millisecond, beside the hook and the object (our " +
        "reading of the body: recorded requests)",
    },
    time: "body:/createdAt",
    subject: [
      "body:/data/id",
      "body:/userId",
      "body:/roleId",
      "body:/organizationRoleId",
      "body:/organizationId",
      "body:/value",
    ],
    by: "body:/data/isSuspended",
    cases: {
      true: { words: { "User.SuspensionStatus.Updated": "user paused" } },
      false: { words: { "User.SuspensionStatus.Updated": "user resumed" } },
    },
    checkedAgainst: ["our recorded requests"],
    words: {
      PostSignIn: "login succeeded",
      PostRegister: "user created",
      PostResetPassword: "password updated",
      "Identifier.Lockout": "login blocked",
      "User.*": "user",
      "User.Data.Updated": "user updated",
      "Role.*": "role",
      "Role.Data.Updated": "role updated",
      "Role.Scopes.Updated": "role updated",
      "OrganizationRole.*": "role",
      "OrganizationRole.Data.Updated": "role updated",
      "OrganizationRole.Scopes.Updated": "role updated",
      "Scope.*": "permission",
      "Scope.Data.Updated": "permission updated",
      "OrganizationScope.*": "permission",
      "OrganizationScope.Data.Updated": "permission updated",
      "Organization.*": "organization",
      "Organization.Data.Updated": "organization updated",
      "Organization.Membership.*": "membership",
    },
  },
  marks: { userAgents: ["Logto"] },
});
