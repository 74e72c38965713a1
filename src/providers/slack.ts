import { defineProvider } from "../core/provider.ts";

const innerEvent = { type: ["body:/event/type"] } as const;
const aboutUser = { subject: "body:/event/user" } as const;

export default defineProvider({
  id: "slack",
  name: "Slack",
  category: "comms",
  docs: "https://docs.slack.dev/authentication/verifying-requests-from-slack",
  setup: {
    where: "api.slack.com/apps → your app → Event Subscriptions, Interactivity & Shortcuts, Slash Commands",
    secret: "issued-by-provider",
    note: "The secret is the Signing Secret under Basic Information. One URL serves all three.",
  },
  deadlineSeconds: 3,
  retries: {
    hours: 0.1,
    signed: "anew",
    source:
      "docs.slack.dev/apis/events-api (in public copies of the page): three more attempts, nearly at " +
      "once, after a minute and after five; by inference: @slack/bolt refuses after 300 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-slack-signature",
    prefix: "v0=",
    timestamp: "header:x-slack-request-timestamp",
    signed: "v0:{timestamp}:{body}",
    toleranceSeconds: 300,
  },
  handshakes: [
    {
      name: "url-verification",
      when: "body:/type",
      equals: "url_verification",
      answer: { echo: "body:/challenge", json: "challenge" },
    },
    { name: "ssl-check", when: "form:ssl_check", equals: "1", unsigned: true, answer: { status: 200 } },
  ],
  event: {
    source: "com.slack",
    payload: "form:payload",
    type: ["body:/type", "body:/event/type", "form:command"],
    id: "body:/event_id",
    time: ["body:/event_time", "body:/actions/0/action_ts", "body:/action_ts"],
    subject: [
      "body:/event/file_id",
      "body:/event/subteam/id",
      "body:/event/subteam_id",
      "body:/event/workflow_id",
      "body:/event/channel",
      "body:/event/channel/id",
      "body:/event/item/channel",
      "body:/event/user",
      "body:/event/user/id",
      "body:/channel/id",
      "body:/user/id",
      "form:channel_id",
    ],
    origin: [
      "text:https://app.slack.com/client/{body:/team_id}",
      "text:https://app.slack.com/client/{body:/team/id}",
      "text:https://app.slack.com/client/{form:team_id}",
    ],
    // Edits and deletions of messages are hidden events.
    by: ["body:/event/subtype", "body:/event/type", "body:/type"],
    cases: {
      event_callback: innerEvent,
      member_joined_channel: aboutUser,
      member_left_channel: aboutUser,
      message_changed: { ...innerEvent, words: { message: "message updated" } },
      message_deleted: { ...innerEvent, words: { message: "message deleted" } },
      message_replied: { ...innerEvent, words: { message: "message updated" } },
    },
    equalDeliveries: {
      possible: false,
      why:
        "Events have a signed event_id, interactions and commands a trigger_id of their own; that a " +
        "retry keeps them was not seen (our reading of the body: recorded requests)",
    },
    checkedAgainst: ["types: @slack/types", "captured payloads: slack-java-sdk"],
    words: {
      message: "message created",
      app_mention: "message created",
      reaction_added: "reaction",
      reaction_removed: "reaction",
      "channel_*": "channel",
      "group_*": "channel",
      member_joined_channel: "member joined",
      member_left_channel: "member left",
      team_join: "member joined",
      user_change: "user",
      user_profile_changed: "user",
      "file_*": "file",
      app_installed: "app",
      app_uninstalled: "app",
      app_uninstalled_team: "app uninstalled",
      call_rejected: "call",
      // Somebody left it, and it is still there.
      "channel_left*": "channel",
      "group_left*": "channel",
      team_domain_change: "workspace updated",
      email_domain_changed: "workspace updated",
      user_status_changed: "user updated",
      user_huddle_changed: "user updated",
      subteam_members_changed: "group updated",
      "subteam_*": "group",
      workflow_published: "workflow",
      workflow_unpublished: "workflow",
      workflow_deleted: "workflow",
      team_rename: "workspace",
      view_submission: "form",
    },
  },
  marks: { userAgents: ["Slackbot"] },
});
