import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "zoom",
  name: "Zoom",
  category: "comms",
  docs: "https://developers.zoom.us/docs/api/webhooks/",
  setup: {
    where: "App Marketplace → Manage → your app → Features → Access → Event Subscriptions",
    secret: "issued-by-provider",
    note: "The secret is the Secret Token on the same page. Put it into the bridge before you press Validate.",
  },
  deadlineSeconds: 3,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-zm-signature",
    prefix: "v0=",
    timestamp: "header:x-zm-request-timestamp",
    signed: "v0:{timestamp}:{body}",
    toleranceSeconds: 300,
  },
  handshakes: [
    {
      name: "url-validation",
      when: "body:/event",
      equals: "endpoint.url_validation",
      answer: {
        hmac: "body:/payload/plainToken",
        hash: "sha256",
        encoding: "hex",
        json: { token: "plainToken", digest: "encryptedToken" },
      },
    },
  ],
  event: {
    source: "us.zoom",
    type: ["body:/event"],
    time: "body:/event_ts",
    subject: ["body:/payload/object/id", "body:/payload/object/uuid"],
    origin: "text:https://api.zoom.us/v2/accounts/{body:/payload/account_id}",
    // biome-ignore format: a table to read across
    words: {
      "meeting.created": "meeting", "meeting.updated": "meeting", "meeting.deleted": "meeting", "meeting.started": "meeting",
      "meeting.ended": "meeting", "meeting.participant_joined": "participant", "meeting.participant_left": "participant",
      "meeting.registration_*": "participant", "webinar.created": "meeting", "webinar.updated": "meeting", "webinar.deleted": "meeting",
      "webinar.started": "meeting", "webinar.ended": "meeting", "webinar.participant_joined": "participant",
      "webinar.participant_left": "participant", "recording.*": "recording", "recording.transcript_*": "transcript",
      "recording.registration_*": "participant", "user.*": "user", "user.signed_in": "login succeeded",
      "user.signed_out": "session completed", "chat_message.*": "message", app_deauthorized: "app uninstalled",
    },
  },
});
