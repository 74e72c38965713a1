import { defineProvider } from "../core/provider.ts";
import type { Words } from "../core/words/vocabulary.ts";
import type { WordRules } from "../core/words/words.ts";

const messaging = {
  type: ["text:{body:/object}.messaging"],
  // An unsent message arrives again with its own id and another time.
  id: "text:{item:/message/mid}-{item:/timestamp}",
  subject: ["item:/message/mid", "item:/reaction/mid", "item:/sender/id"],
} as const;
const whatsapp = "whatsapp_business_account";
const messages = `${whatsapp}.messages` as const;
const calls = `${whatsapp}.calls` as const;
const echoes = `${whatsapp}.smb_message_echoes` as const;
const preferences = `${whatsapp}.user_preferences` as const;
const templateStatus = `${whatsapp}.message_template_status_update` as const;
const accountUpdate = `${whatsapp}.account_update` as const;
const received = { words: { [messages]: "message received" } } as const;
const receivedKinds = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "interactive",
  "button",
  "order",
  "unsupported",
] as const;
const deleted = {
  ...messaging,
  words: { "page.messaging": "message deleted", "instagram.messaging": "message deleted" },
} as const;
const reactionWords = (words: Words): WordRules => ({
  "page.messaging": words,
  "instagram.messaging": words,
});
const fromUser = {
  ...messaging,
  words: { "page.messaging": "message received", "instagram.messaging": "message received" },
} as const;
const delivered = { ...messaging, words: { "page.messaging": "message delivered" } } as const;
const seen = {
  ...messaging,
  words: { "page.messaging": "message read", "instagram.messaging": "message read" },
} as const;
const sent = {
  ...messaging,
  words: { "page.messaging": "message sent", "instagram.messaging": "message sent" },
} as const;

export default defineProvider({
  id: "meta",
  aliases: ["meta-whatsapp"],
  name: "Meta (WhatsApp, Messenger, Instagram)",
  category: "comms",
  docs: "https://developers.facebook.com/docs/graph-api/webhooks/getting-started",
  setup: {
    where: "App Dashboard → Webhooks (or WhatsApp → Configuration) → Edit callback URL",
    secret: "issued-by-provider",
    note: "Two secrets: `appSecret:<App secret>` (App settings → Basic) and `verifyToken:<verify token>` (the verify token that you enter).",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 168,
    source:
      "developers.facebook.com, Webhooks, Getting started: with decreasing frequency for 36 hours; " +
      "WhatsApp Cloud API, Webhooks: for up to seven days (both in public copies of the pages)",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature-256",
    prefix: "sha256=",
    role: "appSecret",
  },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "query:hub.mode",
      equals: "subscribe",
      unsigned: true,
      token: { from: "query:hub.verify_token", role: "verifyToken" },
      answer: { echo: "query:hub.challenge" },
    },
  ],
  event: {
    source: "com.meta",
    // An entry without changes, a change without messages: each is an event as it is.
    each: "body:/entry",
    inner: ["item:/changes", "item:/messaging", "item:/standby"],
    parts: [
      "item:/value/messages",
      "item:/value/statuses",
      "item:/value/calls",
      "item:/value/message_echoes",
      "item:/value/user_preferences",
      "item:/value/state_sync",
      "item:/value/groups",
    ],
    // `item:` is a change or an entry, `item:3` the change of a message or status, `item:5` its entry.
    type: ["body:/object", "item:/field", "item:3/field"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "Messages, statuses and calls have ids and times; of other changes only the entry has a " +
        "time, in seconds (our reading of the body: recorded requests)",
    },
    time: ["item:/timestamp", "item:/metadata/timestamp", "item:5/time", "item:2/time", "item:/time"],
    subject: [
      "item:/value/message_template_id",
      "item:/value/leadgen_id",
      "item:/value/comment_id",
      "item:/value/post_id",
      "item:/value/id",
      "item:/value/metadata/phone_number_id",
      "item:/id",
      "item:/wa_id",
      "item:/group_id",
      "item:/contact/phone_number",
      // Other changes are about the account or page itself.
      "item:2/id",
    ],
    // A phone number, a WhatsApp account, a page.
    origin: [
      "text:https://graph.facebook.com/{item:2/metadata/phone_number_id}",
      "text:https://graph.facebook.com/{item:/value/metadata/phone_number_id}",
      "text:https://graph.facebook.com/{item:5/id}",
      "text:https://graph.facebook.com/{item:2/id}",
      "text:https://graph.facebook.com/{item:/id}",
    ],
    by: [
      "text:{item:1#}-{item:/type}-{item:/status}",
      "text:{item:1#}-{item:/status}",
      "text:{item:1#}-{item:/event}",
      "text:{item:1#}-{item:/value}",
      "text:{item:1#}-{item:/type}-{has:item:/reaction/emoji}",
      "text:{item:1#}-{item:/type}",
      "text:{item:/field}-{item:/value/event}",
      "text:{item:/field}-{item:/value/item}-{item:/value/verb}",
      "text:{item:1#}-deleted-{item:/message/is_deleted}",
      "text:{item:1#}-echo-{item:/message/is_echo}",
      "text:{item:1#}-{item:/reaction/action}",
      "text:{item:1#}-message-{has:item:/message}",
      "text:{item:1#}-delivery-{has:item:/delivery}",
      "text:{item:1#}-read-{has:item:/read}",
      "item:1#",
    ],
    cases: {
      messaging,
      standby: messaging,
      messages: received,
      ...Object.fromEntries(receivedKinds.map((kind) => [`messages-${kind}`, received])),
      "messaging-deleted-true": deleted,
      "standby-deleted-true": deleted,
      "messaging-echo-true": sent,
      "standby-echo-true": sent,
      "messaging-react": { ...messaging, words: reactionWords("reaction created") },
      "messaging-unreact": { ...messaging, words: reactionWords("reaction deleted") },
      "messaging-message-true": fromUser,
      "standby-message-true": fromUser,
      "messaging-delivery-true": delivered,
      "standby-delivery-true": delivered,
      "messaging-read-true": seen,
      "standby-read-true": seen,
      "statuses-sent": { words: { [messages]: "message sent" } },
      "statuses-delivered": { words: { [messages]: "message delivered" } },
      "statuses-read": { words: { [messages]: "message read" } },
      "statuses-played": { words: { [messages]: "message opened" } },
      "statuses-failed": { words: { [messages]: "message failed" } },
      "statuses-deleted": { words: { [messages]: "message deleted" } },
      "statuses-call-ACCEPTED": { words: { [calls]: "call accepted" } },
      "statuses-call-REJECTED": { words: { [calls]: "call rejected" } },
      "statuses-payment-captured": { words: { [messages]: "payment captured" } },
      "statuses-payment-failed": { words: { [messages]: "payment failed" } },
      "calls-COMPLETED": { words: { [calls]: "call completed" } },
      "calls-FAILED": { words: { [calls]: "call failed" } },
      "calls-connect": { words: { [calls]: "call started" } },
      "calls-terminate": { words: { [calls]: "call completed" } },
      // Without an emoji it is taken back.
      "messages-reaction-true": { words: { [messages]: "reaction created" } },
      "messages-reaction": { words: { [messages]: "reaction deleted" } },
      "messages-edit": { words: { [messages]: "message updated" } },
      "messages-revoke": { words: { [messages]: "message deleted" } },
      // A customer's new number or identity.
      "messages-system": { words: { [messages]: "contact updated" }, subject: "item:/from" },
      "message_echoes-edit": { words: { [echoes]: "message updated" } },
      "message_echoes-revoke": { words: { [echoes]: "message deleted" } },
      "user_preferences-stop": { words: { [preferences]: "subscriber unsubscribed" } },
      "user_preferences-resume": { words: { [preferences]: "subscriber subscribed" } },
      "user_preferences-signup": { words: { [preferences]: "subscriber subscribed" } },
      "message_template_status_update-APPROVED": { words: { [templateStatus]: "template approved" } },
      "message_template_status_update-REJECTED": { words: { [templateStatus]: "template rejected" } },
      "message_template_status_update-PAUSED": { words: { [templateStatus]: "template paused" } },
      "message_template_status_update-DISABLED": { words: { [templateStatus]: "template deactivated" } },
      "message_template_status_update-DELETED": { words: { [templateStatus]: "template deleted" } },
      "account_update-ACCOUNT_DELETED": { words: { [accountUpdate]: "account deleted" } },
      "account_update-PARTNER_APP_INSTALLED": { words: { [accountUpdate]: "app installed" } },
      "account_update-PARTNER_APP_UNINSTALLED": { words: { [accountUpdate]: "app uninstalled" } },
      "feed-comment-add": { words: { "page.feed": "comment created" } },
      "feed-comment-edited": { words: { "page.feed": "comment updated" } },
      "feed-comment-remove": { words: { "page.feed": "comment deleted" } },
      "feed-like-add": { words: { "page.feed": "reaction created" } },
      "feed-like-remove": { words: { "page.feed": "reaction deleted" } },
      "feed-reaction-add": { words: { "page.feed": "reaction created" } },
      "feed-reaction-edit": { words: { "page.feed": "reaction updated" } },
      "feed-reaction-remove": { words: { "page.feed": "reaction deleted" } },
    },
    checkedAgainst: ["captured payloads: github.com/david-lev/pywa tests/data/updates"],
    words: {
      [messages]: "message",
      [echoes]: "message sent",
      [calls]: "call",
      [accountUpdate]: "account updated",
      [preferences]: "subscriber",
      [`${whatsapp}.message_template_*`]: "template",
      [`${whatsapp}.message_template_components_update`]: "template updated",
      [`${whatsapp}.message_template_quality_update`]: "template updated",
      [`${whatsapp}.template_category_update`]: "template updated",
      "page.messaging": "message",
      "page.leadgen": "lead created",
      "instagram.messaging": "message",
      "instagram.comments": "comment created",
      "instagram.live_comments": "comment created",
    },
  },
  marks: {
    userAgents: ["facebookexternalua", "facebookplatform"],
    formerSignatures: [
      { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-hub-signature", prefix: "sha1=" },
    ],
  },
});
