import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "cloudflare-stream",
  name: "Cloudflare Stream",
  category: "media",
  docs: "https://developers.cloudflare.com/stream/manage-video-library/using-webhooks/",
  setup: {
    where: "PUT https://api.cloudflare.com/client/v4/accounts/{account_id}/stream/webhook",
    secret: "issued-by-provider",
    note: "The secret is `result.secret` in the response. An account has only one such webhook.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "webhook-signature",
    fields: { timestamp: "time", signature: "sig1" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.cloudflare.stream",
    type: ["body:/status/state"],
    time: "body:/modified",
    subject: "body:/uid",
    words: { ready: "video completed", error: "video failed" },
  },
});
