import { defineProvider } from "../core/provider.ts";

const aboutUser = { subject: "body:/user/id" } as const;
const aboutMember = { subject: ["body:/member/user_id", "body:/user/id"] } as const;

export default defineProvider({
  id: "stream",
  aliases: ["getstream"],
  name: "Stream (Chat, Video, Feeds)",
  category: "comms",
  docs: "https://getstream.io/chat/docs/node/webhooks_overview/",
  setup: {
    where: "Dashboard → your app → Chat or Video → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the app's API secret. Leave payload compression off: the bridge refuses compressed bodies.",
  },
  deadlineSeconds: 6,
  retries: {
    source: "getstream.io/chat/docs, Webhooks overview: retries are in place, without their times",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
  event: {
    source: "io.getstream",
    type: ["body:/type"],
    id: "header:x-webhook-id",
    time: "body:/created_at",
    subject: ["body:/message/id", "body:/cid", "body:/call_cid", "body:/user/id"],
    distinct: "header:x-webhook-id",
    equalDeliveries: {
      possible: "unknown",
      why:
        "X-Webhook-Id is one for each call and the same on its retries; whether created_at tells all " +
        "events apart is not said (getstream.io/chat/docs, Webhooks overview)",
    },
    checkedAgainst: [],
    // These are about a user or a member, although they can name a channel.
    by: "body:/type",
    cases: {
      "user.banned": aboutUser,
      "user.unbanned": aboutUser,
      "member.added": aboutMember,
      "member.updated": aboutMember,
      "member.removed": aboutMember,
    },
    words: {
      "message.*": "message",
      "reaction.*": "reaction",
      "channel.*": "channel",
      "member.*": "member",
      "user.updated": "user",
      "user.deleted": "user",
      "user.banned": "user",
      "user.unbanned": "user",
      "user.deactivated": "user",
      "user.reactivated": "user activated",
      "call.created": "call",
      "call.updated": "call",
      "call.deleted": "call",
      "call.accepted": "call",
      "call.rejected": "call",
      "call.missed": "call",
      "call.ended": "call",
      "call.session_started": "call",
      "call.session_ended": "call",
      "call.session_participant_*": "participant",
      "call.recording_*": "recording",
      "call.recording_ready": "recording completed",
      "call.transcription_*": "transcript",
      "call.transcription_ready": "transcript completed",
    },
  },
});
