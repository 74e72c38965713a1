import { defineProvider } from "../core/provider.ts";

// Their events are `robots.job.<kind>.<verb>`.
const robotsJobs = [
  "ask_questions",
  "edit_captions",
  "find_best_thumbnails",
  "find_key_moments",
  "find_scenes",
  "generate_chapters",
  "generate_engagement_insights",
  "generate_premium_captions",
  "moderate",
  "summarize",
  "translate_audio",
  "translate_captions",
] as const;

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
  retries: {
    hours: 24,
    signed: "anew",
    source:
      "mux.com/docs/core/listen-for-webhooks: for 24 hours with growing pauses; by inference: " +
      "verifySignature() of @mux/mux-node refuses after 300 s",
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
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (types: @mux/mux-node)",
    },
    time: "body:/created_at",
    subject: ["body:/object/id", "body:/data/id"],
    checkedAgainst: ["types: @mux/mux-node 15.3.0"],
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
      "video.live_stream.updated": "stream",
      "robots.job.*": "job",
      ...Object.fromEntries(robotsJobs.map((kind) => [`robots.job.${kind}.*`, "job" as const])),
    },
  },
  marks: { userAgents: ["Mux-Webhooks"] },
});
