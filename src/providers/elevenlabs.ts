import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "elevenlabs",
  name: "ElevenLabs",
  category: "ai",
  docs: "https://elevenlabs.io/docs/product-guides/administration/webhooks",
  setup: {
    where: "Settings → Webhooks → Create webhook",
    secret: "issued-by-provider",
    form: { begins: "wsec_" },
    note:
      "The secret (wsec_…) is shown once. Then select the webhook under ElevenAgents → Settings → Post-call " +
      "webhook.",
  },
  retries: {
    hours: 0.75,
    signed: "anew",
    source:
      "elevenlabs.io/docs/eleven-api/resources/webhooks: four times after 30 seconds, 2, 8 and 30 " +
      "minutes, where retries are enabled; by inference: @elevenlabs/elevenlabs-js refuses after " +
      "1,800 s",
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
    equalDeliveries: {
      possible: false,
      why:
        "A body has the conversation, the request or the voice, and the time in seconds; none of them has the same event twice in a " +
        "second (elevenlabs.io/docs, Webhooks)",
    },
    checkedAgainst: ["payloads in github.com/hookdeck/webhook-skills"],
    time: "body:/event_timestamp",
    subject: ["body:/data/conversation_id", "body:/data/request_id", "body:/data/voice_id"],
    words: {
      post_call_transcription: "transcript completed",
      post_call_audio: "recording completed",
      call_initiation_failure: "call failed",
      speech_to_text_transcription: "transcript completed",
    },
  },
  marks: { userAgents: ["ElevenLabs"] },
});
