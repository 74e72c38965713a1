import { defineProvider } from "../core/provider.ts";

const ofUser = { subject: ["body:/data/userId", "body:/data/roomId"] } as const;

export default defineProvider({
  id: "liveblocks",
  name: "Liveblocks",
  category: "realtime",
  docs: "https://liveblocks.io/docs/platform/webhooks",
  setup: {
    where: "Dashboard → a project → Webhooks → Create endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's signing secret (whsec_…).",
  },
  retries: {
    signed: "anew",
    source:
      "liveblocks.io/docs/platform/webhooks: the schedule was not found; sent by Svix, whose " +
      "svix-timestamp is the time of the attempt (docs.svix.com, How to verify)",
  },
  signature: { scheme: "standard-webhooks", prefix: "webhook" },
  event: {
    source: "io.liveblocks",
    type: ["body:/type"],
    id: "header:webhook-id",
    equalDeliveries: {
      possible: false,
      why: "webhook-id is one for each event, stays on a retry and is signed (liveblocks.io/docs/platform/webhooks)",
    },
    time: [
      "body:/data/triggeredAt",
      "body:/data/createdAt",
      "body:/data/updatedAt",
      "body:/data/editedAt",
      "body:/data/deletedAt",
      "body:/data/enteredAt",
      "body:/data/leftAt",
      "body:/data/addedAt",
      "body:/data/removedAt",
    ],
    by: "body:/type",
    cases: { userEntered: ofUser, userLeft: ofUser },
    subject: [
      "body:/data/commentId",
      "body:/data/threadId",
      "body:/data/inboxNotificationId",
      "body:/data/roomId",
    ],
    checkedAgainst: ["types: @liveblocks/node 3.24.2"],
    words: {
      roomCreated: "room",
      roomDeleted: "room",
      storageUpdated: "room",
      ydocUpdated: "room",
      userEntered: "participant joined",
      userLeft: "participant",
      commentCreated: "comment",
      commentEdited: "comment",
      commentDeleted: "comment",
      commentMetadataUpdated: "comment updated",
      commentReactionAdded: "reaction",
      commentReactionRemoved: "reaction",
      threadCreated: "conversation",
      threadDeleted: "conversation",
      threadMetadataUpdated: "conversation updated",
      threadMarkedAsResolved: "conversation",
      threadMarkedAsUnresolved: "conversation reopened",
    },
  },
});
