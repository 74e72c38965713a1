import { defineProvider } from "../core/provider.ts";

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
  signature: { scheme: "standard-webhooks", headers: ["webhook"] },
  event: {
    source: "io.liveblocks",
    type: ["body:/type"],
    id: "header:webhook-id",
    // biome-ignore format: a list to read at a glance
    time: ["body:/data/createdAt", "body:/data/updatedAt", "body:/data/editedAt", "body:/data/deletedAt", "body:/data/enteredAt",
      "body:/data/leftAt", "body:/data/addedAt", "body:/data/removedAt", "body:/data/triggeredAt"],
    subject: [
      "body:/data/commentId",
      "body:/data/threadId",
      "body:/data/inboxNotificationId",
      "body:/data/roomId",
    ],
    // biome-ignore format: a table to read across
    words: {
      roomCreated: "room", roomDeleted: "room", storageUpdated: "room", ydocUpdated: "room", userEntered: "participant joined",
      userLeft: "participant", commentCreated: "comment", commentEdited: "comment", commentDeleted: "comment",
      commentReactionAdded: "reaction", commentReactionRemoved: "reaction", threadCreated: "conversation",
      threadDeleted: "conversation", threadMarkedAsResolved: "conversation", threadMarkedAsUnresolved: "conversation reopened",
    },
  },
});
