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
  retries: {
    signed: "anew",
    source:
      "developers.cloudflare.com/stream/manage-video-library/using-webhooks: says nothing of " +
      "retries; by inference: `time`, which is signed, is when the request was sent",
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
    equalDeliveries: {
      possible: false,
      why:
        "The body has the video, its state and its time of change in microseconds " +
        "(developers.cloudflare.com/stream/manage-video-library/using-webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/modified",
    subject: "body:/uid",
    words: { ready: "video completed", error: "video failed" },
  },
});
