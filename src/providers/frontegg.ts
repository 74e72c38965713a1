import { defineProvider } from "../core/provider.ts";

const ofTenant = { subject: "body:/eventContext/tenantId" } as const;

export default defineProvider({
  id: "frontegg",
  name: "Frontegg",
  category: "identity",
  docs: "https://docs.frontegg.com/docs/webhooks-authentication",
  setup: {
    where: "Portal → environment → Configurations → Webhooks → Create webhook",
    secret: "chosen-by-you",
    note: "The secret is the webhook's secret key. Its token proves the sender, not the body.",
  },
  retries: { source: "docs.frontegg.com/docs/webhooks: retries were looked for there, and not found" },
  signature: {
    scheme: "jwt",
    header: "x-webhook-secret",
    algorithms: ["HS256"],
    key: "utf8",
    maxAgeSeconds: 300,
  },
  event: {
    source: "com.frontegg",
    type: ["body:/eventKey"],
    // Two logins of one user have the same body.
    distinct: "signing-time",
    equalDeliveries: {
      possible: true,
      why:
        "Two logins of one user have one body; each has a token with its own time, and whether a retry keeps it is not said " +
        "(docs.frontegg.com/docs/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    subject: ["body:/user/id", "body:/eventContext/userId"],
    // The context has who did it.
    by: "body:/eventKey",
    cases: {
      "frontegg.tenant.created": ofTenant,
      "frontegg.tenant.updated": ofTenant,
      "frontegg.tenant.deleted": ofTenant,
    },
    origin: "text:/tenants/{body:/eventContext/tenantId}",
    words: {
      "frontegg.user.*": "user",
      "frontegg.user.signedUp": "user created",
      "frontegg.user.authenticated": "login succeeded",
      "frontegg.user.authenticatedWithSSO": "login succeeded",
      "frontegg.tenant.*": "organization",
      "frontegg.role.*": "role",
      "frontegg.subscription.*": "subscription",
    },
  },
});
