import { defineProvider } from "../core/provider.ts";

const challenge = {
  when: "body:/challenge",
  answer: { echo: "body:/challenge", json: "challenge" },
} as const;

const ofUpdate = { subject: "body:/event/updateId" } as const;

export default defineProvider({
  id: "monday",
  name: "monday.com",
  category: "productivity",
  docs: "https://developer.monday.com/apps/docs/authorization-header",
  setup: {
    where: "Developer Center → your app → Webhooks, or create_webhook with the app's token",
    secret: "issued-by-provider",
    note: "The app's signing secret. The URL is signed: enter exactly the public URL. Webhooks of personal tokens or board menus are unsigned and refused.",
  },
  retries: {
    hours: 0.5,
    // Otherwise no repetition could ever be accepted.
    signed: "anew",
    source:
      "developer.monday.com/apps/changelog, Clarification on retry policies: every minute for 30 " +
      "minutes; by inference: jwt.verify(), which its example calls, refuses an expired token",
  },
  signature: {
    scheme: "jwt",
    header: "authorization",
    algorithms: ["HS256"],
    key: "utf8",
    claims: { aud: "{url}" },
  },
  handshakes: [
    { ...challenge, name: "challenge", unsigned: true },
    { ...challenge, name: "signed-challenge", unless: "body:/event" },
  ],
  event: {
    source: "com.monday",
    type: ["body:/event/type"],
    id: "body:/event/triggerUuid",
    equalDeliveries: {
      possible: false,
      why: "triggerUuid is one for each event (our reading of the body: recorded requests)",
    },
    time: "body:/event/triggerTime",
    subject: ["body:/event/pulseId", "body:/event/itemId", "body:/event/boardId"],
    by: "body:/event/type",
    cases: { create_update: ofUpdate, edit_update: ofUpdate, delete_update: ofUpdate },
    checkedAgainst: ["our recorded requests"],
    words: {
      create_pulse: "task created",
      create_item: "task created",
      update_name: "task renamed",
      update_column_value: "task updated",
      change_column_value: "task updated",
      delete_pulse: "task deleted",
      archive_pulse: "task archived",
      move_pulse_into_group: "task moved",
      restore_pulse: "task restored",
      create_update: "comment created",
      edit_update: "comment updated",
      delete_update: "comment deleted",
    },
  },
});
