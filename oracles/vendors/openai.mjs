import OpenAI from "openai";
import { standardWebhooks } from "../families/standard-webhooks.mjs";

const { webhooks } = new OpenAI({ apiKey: "none" });

export default standardWebhooks({
  sdk: "openai",
  witness: "vendor",
  verify: async ({ headers, body }, secret) => {
    await webhooks.verifySignature(body.toString(), headers, secret);
    return true;
  },
});
