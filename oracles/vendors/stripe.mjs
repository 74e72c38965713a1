import Stripe from "stripe";
import { whsec } from "../families/secrets.mjs";

const { webhooks } = new Stripe("sk_test_none");

export default {
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
