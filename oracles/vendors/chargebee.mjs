import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { basicAuthValidator } = require("chargebee");

export default {
  sdk: "chargebee",
  witness: "vendor",
  secret: () => `chargebee:pä:${text()}`,
  signature: "authorization",
  sign: (_, secret) => ({ headers: { authorization: `Basic ${Buffer.from(secret).toString("base64")}` } }),
  verify: async ({ headers }, secret) => {
    await basicAuthValidator((user, password) => `${user}:${password}` === secret)(headers);
    return true;
  },
};
