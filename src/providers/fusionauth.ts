import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "fusionauth",
  name: "FusionAuth",
  category: "identity",
  docs: "https://fusionauth.io/docs/extend/events-and-webhooks/signing",
  setup: {
    where: "Settings → Webhooks → Add → Security → Sign events",
    secret: "issued-by-provider",
    note:
      "For HMAC, the secret is the key's text. For RSA and EC, it is the JWK set or the https URL of " +
      "/.well-known/jwks.json.",
  },
  retries: {
    source:
      "fusionauth.io/docs/extend/events-and-webhooks: retries were looked for there, and not found; the token has no time",
  },
  signature: {
    scheme: "jwt",
    header: "x-fusionauth-signature-jwt",
    algorithms: ["HS256", "HS384", "HS512", "RS256", "ES256"],
    key: "utf8-or-jwk",
    bodyHash: { claim: "request_body_sha256", encoding: "base64" },
    timeless: true,
  },
  event: {
    source: "io.fusionauth",
    type: ["body:/event/type"],
    id: "body:/event/id",
    equalDeliveries: {
      possible: false,
      why: "event.id is in the body, whose hash is signed (fusionauth.io/docs, Events)",
    },
    checkedAgainst: ["the vendor's list of event names: github.com/FusionAuth/fusionauth-site"],
    time: "body:/event/createInstant",
    subject: ["body:/event/user/id", "body:/event/group/id"],
    words: {
      "user.create*": "user created",
      "user.update*": "user updated",
      "user.delete*": "user deleted",
      "user.deactivate": "user deactivated",
      "user.reactivate": "user activated",
      "user.login.success": "login succeeded",
      "user.login.failed": "login failed",
      "user.email.verified": "email verified",
      "user.password.*": "password",
      "user.password.reset.success": "password updated",
      "user.registration.create*": "membership created",
      "user.registration.update*": "membership updated",
      "user.registration.delete*": "membership deleted",
      "group.member.add*": "membership created",
      "group.member.update*": "membership updated",
      "group.member.remove*": "membership deleted",
      "group.create*": "group created",
      "group.update*": "group updated",
      "group.delete*": "group deleted",
    },
  },
});
