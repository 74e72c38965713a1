import { require } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const { Bot, webhookCallback } = require("grammy");

const botInfo = { id: 1, is_bot: true, first_name: "acme", username: "acme_bot" };

export default {
  sdk: "grammy",
  witness: "third-party",
  secret: hex,
  signature: "x-telegram-bot-api-secret-token",
  members: { update_id: 1 },
  sign: (_, secret) => ({ headers: { "x-telegram-bot-api-secret-token": secret } }),
  verify: async ({ headers }, secretToken) => {
    const bot = new Bot("1:none", { botInfo });
    let refused = false;
    const unauthorized = () => {
      refused = true;
    };
    const handle = webhookCallback(bot, "callback", { secretToken });
    await handle({ update_id: 1 }, () => {}, headers["x-telegram-bot-api-secret-token"], unauthorized);
    return !refused;
  },
};
