import Mux from "@mux/mux-node";
import { text } from "../families/secrets.mjs";

const { webhooks } = new Mux({ tokenId: "t", tokenSecret: "t" });

export default {
  sdk: "@mux/mux-node",
  witness: "vendor",
  secret: text,
  signature: "mux-signature",
  time: "s",
  sign: async ({ body }, secret, { text: time }) => ({
    headers: {
      "mux-signature": `t=${time},v1=${await webhooks.computeSignature(`${time}.${body}`, secret)}`,
    },
  }),
  verify: async ({ headers, body }, secret) => {
    await webhooks.verifySignature(body.toString(), headers, secret);
    return true;
  },
};
