import { defineProvider } from "../core/provider.ts";

// Somebody in a meeting has an id only with an account.
const ofParticipant = {
  subject: ["body:/payload/object/participant/participant_uuid", "body:/payload/object/participant/user_id"],
} as const;
const ofRegistrant = { subject: "body:/payload/object/registrant/id" } as const;

export default defineProvider({
  id: "zoom",
  name: "Zoom",
  category: "comms",
  docs: "https://developers.zoom.us/docs/api/webhooks/",
  setup: {
    where: "App Marketplace → Manage → your app → Features → Access → Event Subscriptions",
    secret: "issued-by-provider",
    note: "The secret is the Secret Token on the same page. Set it in the bridge before you press Validate.",
  },
  deadlineSeconds: 3,
  retries: {
    hours: 1.5,
    source:
      "developers.zoom.us/blog/webhook-delays: 5, 20 and 60 minutes after the attempt before; it " +
      "does not say whether each is signed anew",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-zm-signature",
    prefix: "v0=",
    timestamp: "header:x-zm-request-timestamp",
    signed: "v0:{timestamp}:{body}",
    // The last retry comes 85 minutes after the first attempt.
    toleranceSeconds: 6_000,
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
    subject: [
      "body:/payload/object/id",
      "body:/payload/object/uuid",
      "body:/payload/object/call_id",
      "body:/payload/object/message_id",
      "body:/payload/object/email",
    ],
    origin: "text:https://api.zoom.us/v2/accounts/{body:/payload/account_id}",
    equalDeliveries: {
      possible: false,
      why:
        "event_ts is the time of the event in milliseconds, beside the account and the object (our " +
        "reading of the body: recorded requests)",
    },
    checkedAgainst: [],
    by: "body:/event",
    cases: {
      "meeting.participant_joined": ofParticipant,
      "meeting.participant_left": ofParticipant,
      "webinar.participant_joined": ofParticipant,
      "webinar.participant_left": ofParticipant,
      "meeting.registration_created": ofRegistrant,
      "meeting.registration_approved": ofRegistrant,
      "meeting.registration_cancelled": ofRegistrant,
      "meeting.registration_denied": ofRegistrant,
      "webinar.registration_created": ofRegistrant,
      "webinar.registration_approved": ofRegistrant,
      "webinar.registration_cancelled": ofRegistrant,
      "webinar.registration_denied": ofRegistrant,
    },
    words: {
      "meeting.created": "meeting",
      "meeting.updated": "meeting",
      "meeting.deleted": "meeting",
      "meeting.started": "meeting",
      "meeting.ended": "meeting",
      "meeting.participant_joined": "participant",
      "meeting.participant_left": "participant",
      "meeting.registration_*": "participant",
      "webinar.created": "meeting",
      "webinar.updated": "meeting",
      "webinar.deleted": "meeting",
      "webinar.started": "meeting",
      "webinar.ended": "meeting",
      "webinar.registration_*": "participant",
      "webinar.participant_joined": "participant",
      "webinar.participant_left": "participant",
      "recording.*": "recording",
      "recording.transcript_*": "transcript",
      "recording.registration_*": "participant",
      "user.*": "user",
      "user.settings_updated": "user updated",
      "user.signed_in": "login succeeded",
      "user.signed_out": "session completed",
      "chat_channel.*": "channel",
      "chat_message.*": "message",
      "phone.sms_sent": "message sent",
      "phone.sms_received": "message received",
      "phone.callee_answered": "call accepted",
      "phone.callee_rejected": "call rejected",
      "phone.recording_*": "recording",
      app_deauthorized: "app uninstalled",
    },
  },
  marks: { userAgents: ["Zoom Marketplace"], formerHeaders: ["authorization"] },
});
