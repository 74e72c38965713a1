import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kinde",
  name: "Kinde",
  category: "identity",
  docs: "https://docs.kinde.com/integrate/webhooks/about-webhooks/",
  setup: {
    where: "Settings → Webhooks → Add webhook",
    secret: "public-key",
    note: "The secret is the URL of your domain's JWK set, `https://<your domain>.kinde.com/.well-known/jwks.json`, or the JWK set itself.",
  },
  retries: {
    hours: 36,
    source:
      "github.com/kinde-oss/documentation, About webhooks: after 5 s, 30 s, 2 min, 10 min, 1 h and 4 " +
      "h, then every 12 hours until 36 hours",
  },
  // The whole body is the token. It has no expiry and no usable date: a replay is recognized by its event id.
  // Kinde signs users' tokens with the same keys; those have no event_id.
  signature: {
    scheme: "jwt-body",
    algorithms: ["RS256"],
    key: "jwk",
    requires: ["event_id"],
    timeless: true,
  },
  event: {
    source: "com.kinde",
    type: ["body:/type"],
    id: "body:/event_id",
    equalDeliveries: {
      possible: false,
      why: "Each token has the event_id of its event (docs.kinde.com, About webhooks)",
    },
    time: ["body:/event_timestamp", "body:/timestamp"],
    subject: [
      "body:/data/user/id",
      "body:/data/organization/code",
      "body:/data/role/id",
      "body:/data/permission/id",
      "body:/data/subscriber/id",
    ],
    checkedAgainst: ["the vendor's documented examples: github.com/kinde-oss/documentation"],
    words: {
      "user.*": "user",
      "user.authenticated": "login succeeded",
      "customer.payment_succeeded": "payment succeeded",
      "customer.payment_failed": "payment failed",
      "customer.invoice_overdue": "invoice overdue",
      "customer.agreement_created": "agreement created",
      "customer.agreement_cancelled": "agreement canceled",
      "user.authentication_failed": "login failed",
      "organization.*": "organization",
      "role.*": "role",
      "permission.*": "permission",
      "subscriber.*": "subscriber",
    },
  },
});
