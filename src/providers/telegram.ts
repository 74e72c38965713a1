import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "telegram",
  name: "Telegram",
  category: "comms",
  docs: "https://core.telegram.org/bots/api#setwebhook",
  setup: {
    where: "POST `https://api.telegram.org/bot<token>/setWebhook` with `url` and `secret_token`",
    secret: "chosen-by-you",
    note:
      "The secret is `secret_token`: only letters, digits, _ and -. Use one source per bot: each " +
      "numbers its own updates. For reactions and members, list them in `allowed_updates`.",
    form: { most: 256 },
  },
  retries: {
    source:
      "core.telegram.org/bots/api#setwebhook (in public copies of the page): a reasonable amount of " +
      "attempts; github.com/tdlib/telegram-bot-api, WebhookActor.cpp: with doubling pauses, until " +
      "the update expires",
  },
  signature: { scheme: "token", from: "header:x-telegram-bot-api-secret-token" },
  event: {
    source: "org.telegram",
    // The member that holds an update names it: message, callback_query…
    type: ["key:body:"],
    id: "body:/update_id",
    time: [
      "body:/{key:body:}/edit_date",
      "body:/{key:body:}/date",
      "body:/{key:body:}/boost/add_date",
      "body:/{key:body:}/remove_date",
    ],
    subject: [
      "body:/{key:body:}/chat/id",
      "body:/{key:body:}/message/chat/id",
      "body:/{key:body:}/from/id",
      "body:/poll/id",
      "body:/poll_answer/poll_id",
      "body:/business_connection/user/id",
    ],
    equalDeliveries: {
      possible: false,
      why: "update_id is one for each update of a bot (the type package @grammyjs/types: Update)",
    },
    checkedAgainst: ["the type package @grammyjs/types 5.0: Update"],
    words: {
      message: "message received",
      edited_message: "message updated",
      channel_post: "message created",
      edited_channel_post: "message updated",
      business_message: "message received",
      edited_business_message: "message updated",
      deleted_business_messages: "message deleted",
      message_reaction: "reaction updated",
      message_reaction_count: "reaction updated",
      my_chat_member: "membership updated",
      chat_member: "membership updated",
      chat_join_request: "membership requested",
      pre_checkout_query: "checkout submitted",
    },
  },
});
