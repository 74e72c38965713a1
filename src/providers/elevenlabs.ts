import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "elevenlabs",
  name: "ElevenLabs",
  category: "ai",
  docs: "https://elevenlabs.io/docs/product-guides/administration/webhooks",
  setup: {
    where: "Settings → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret (wsec_…) is shown once. Then select the webhook under ElevenAgents → Settings → Post-call webhook.",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "elevenlabs-signature",
    fields: { timestamp: "t", signature: "v0" },
    signed: "{timestamp}.{body}",
    toleranceSeconds: 1_800,
  },
  event: {
    source: "io.elevenlabs",
    type: ["body:/type"],
    time: "body:/event_timestamp",
    subject: ["body:/data/conversation_id", "body:/data/request_id", "body:/data/voice_id"],
    words: {
      post_call_transcription: "transcript completed",
      post_call_audio: "recording completed",
      call_initiation_failure: "call failed",
      speech_to_text_transcription: "transcript completed",
    },
  },
});
