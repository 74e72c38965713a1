import { defineProvider } from "../core/provider.ts";

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
    by: "body:/type",
    cases: { event_callback: { type: ["body:/event/type"] } },
  },
});
