import { WorkOS } from "@workos-inc/node";
import { text } from "../families/secrets.mjs";

const { webhooks } = new WorkOS("none");

export default {
  sdk: "@workos-inc/node",
  witness: "vendor",
  secret: text,
  signature: "workos-signature",
  time: "ms",
  // The SDK signs what it prints again; WorkOS sends compact JSON.
  bodies: "compact",
  sign: async ({ body }, secret, { text: time }) => {
    const v1 = await webhooks.computeSignature(time, JSON.parse(body.toString()), secret);
    return { headers: { "workos-signature": `t=${time}, v1=${v1}` } };
  },
  verify: async ({ headers, body }, secret) =>
    (await webhooks.verifyHeader({
      payload: JSON.parse(body.toString()),
      sigHeader: headers["workos-signature"],
      secret,
    })) === true,
};
