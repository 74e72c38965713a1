import Stripe from "stripe";
import { whsec } from "../families/secrets.mjs";

const { webhooks } = new Stripe("sk_test_none");

const oracle = {
  scheme: "v1",
  sdk: "stripe",
  witness: "vendor",
  secret: whsec,
  signature: "stripe-signature",
  time: "s",
  sign: ({ body }, secret, { text }) => ({
    headers: {
      "stripe-signature": webhooks.generateTestHeaderString({
        payload: body.toString(),
        secret,
        timestamp: text,
      }),
    },
  }),
  verify: ({ headers, body }, secret) => {
    webhooks.constructEvent(body, headers["stripe-signature"], secret);
    return true;
  },
};

/** Test events carry a v0 as well; it is no proof. */
const withV0 = {
  ...oracle,
  scheme: "v0-and-v1",
  sign: (draft, secret, moment) => {
    const header = oracle.sign(draft, secret, moment).headers["stripe-signature"];
    return { headers: { "stripe-signature": header.replace(",v1=", `,v0=${"0".repeat(64)},v1=`) } };
  },
};

export default [oracle, withV0];
