import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

const Razorpay = require("razorpay");

export default hmacOracle({
  sdk: "razorpay",
  witness: "vendor",
  header: "x-razorpay-signature",
  verify: ({ headers, body }, secret) =>
    Razorpay.validateWebhookSignature(body.toString(), headers["x-razorpay-signature"], secret),
});
