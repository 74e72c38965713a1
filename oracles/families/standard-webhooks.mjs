import { randomUUID } from "node:crypto";
import { hmac, whsec } from "./secrets.mjs";

/** Standard Webhooks as the specification has it. `key` makes key bytes of the secret. */
export const standardWebhooks = ({ prefix = "webhook", key = decoded, ...rest }) => ({
  secret: whsec,
  signature: `${prefix}-signature`,
  time: "s",
  sign: ({ body }, secret, { text }) => {
    const id = `msg_${randomUUID()}`;
    const signature = `v1,${hmac("sha256", "base64", key(secret), `${id}.${text}.`, body)}`;
    return {
      headers: { [`${prefix}-id`]: id, [`${prefix}-timestamp`]: text, [`${prefix}-signature`]: signature },
    };
  },
  ...rest,
});

export const decoded = (secret) => Buffer.from(secret.replace(/^whsec_/, ""), "base64");
