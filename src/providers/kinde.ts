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
    time: ["body:/event_timestamp", "body:/timestamp"],
    subject: [
      "body:/data/user/id",
      "body:/data/organization/code",
      "body:/data/role/id",
      "body:/data/permission/id",
    ],
    words: {
      "user.*": "user",
      "user.authenticated": "login succeeded",
      "user.authentication_failed": "login failed",
      "organization.*": "organization",
      "role.*": "role",
      "permission.*": "permission",
      "subscriber.*": "subscriber",
    },
  },
});
