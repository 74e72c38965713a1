import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const { basicAuthValidator } = require("chargebee");

// Pipedrive has no verifier of its own; this one of another vendor reads the same standard.
export default {
  sdk: "chargebee",
  witness: "third-party",
  secret: () => `user:${text()}`,
  signature: "authorization",
  members: { meta: { action: "change", entity: "deal" } },
  sign: (_, secret) => ({ headers: { authorization: `Basic ${Buffer.from(secret).toString("base64")}` } }),
  verify: async ({ headers }, secret) => {
    await basicAuthValidator((user, password) => `${user}:${password}` === secret)(headers);
    return true;
  },
};
