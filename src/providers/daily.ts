import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "daily",
  name: "Daily",
  category: "realtime",
  docs: "https://docs.daily.co/reference/rest-api/webhooks",
  setup: {
    where: "POST https://api.daily.co/v1/webhooks",
    secret: "issued-by-provider",
    note:
      "Daily tests the URL before the API call returns: choose `hmac` yourself (base64) and set it in the " +
      "bridge first.",
  },
  retries: {
    source:
      "docs.daily.co, Create a webhook: stops after some failures (circuit-breaker) or backs off (exponential); for how long was not " +
      "found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    key: "base64",
    header: "x-webhook-signature",
    timestamp: "header:x-webhook-timestamp",
    timestampUnit: "unix",
    signed: "{timestamp}.{body}",
    // Daily tries again and says neither for how long nor whether it signs each attempt again.
    toleranceSeconds: 86_400,
  },
  // Daily sends the test before a secret exists.
  handshakes: [
    { name: "test", when: "body:/test", equals: "test", unsigned: true, answer: { status: 200 } },
    { name: "signed-test", when: "body:/test", equals: "test", answer: { status: 200 } },
  ],
  event: {
    source: "co.daily",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id, one for each event (docs.daily.co, Webhooks)",
    },
    checkedAgainst: [],
    time: "body:/event_ts",
    subject: [
      "body:/payload/recording_id",
      "body:/payload/meeting_id",
      "body:/payload/session_id",
      "body:/payload/id",
    ],
    words: {
      "meeting.*": "meeting",
      "participant.*": "participant",
      "recording.*": "recording",
      "recording.ready-to-download": "recording completed",
      "transcript.*": "transcript",
      "transcript.ready-to-download": "transcript completed",
      "streaming.*": "stream",
      "dialin.*": "call",
      "dialout.*": "call",
      "batch-processor.job-finished": "job completed",
      "batch-processor.error": "job failed",
    },
  },
});
