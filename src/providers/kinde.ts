import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kinde",
  name: "Kinde",
  category: "identity",
  docs: "https://docs.kinde.com/integrate/webhooks/about-webhooks/",
  setup: {
    where: "Settings → Webhooks → Add webhook",
    secret: "public-key",
    note: "The secret is the URL of your domain's key set, https://<your domain>.kinde.com/.well-known/jwks.json, or the set itself.",
  },
  // The whole body is the token. It has neither an end nor a date that counts; its event's id tells a replay. Users' own tokens are
  // signed with the same keys.
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
