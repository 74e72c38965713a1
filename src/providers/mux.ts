import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mux",
  name: "Mux",
  category: "media",
  docs: "https://www.mux.com/docs/core/verify-webhook-signatures",
  setup: {
    where: "Dashboard → Settings → Webhooks → Create new webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing secret. Each environment has its own webhooks.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "mux-signature",
    fields: { timestamp: "t", signature: "v1" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.mux",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created_at",
    subject: ["body:/object/id", "body:/data/id"],
    words: {
      "video.asset.created": "video",
      "video.asset.ready": "video completed",
      "video.asset.errored": "video",
      "video.asset.updated": "video",
      "video.asset.deleted": "video",
      "video.live_stream.created": "stream",
      "video.live_stream.active": "stream started",
      "video.live_stream.idle": "stream completed",
      "video.live_stream.deleted": "stream",
      "video.live_stream.enabled": "stream",
      "video.live_stream.disabled": "stream",
      "robots.job.*": "job",
    },
  },
});
