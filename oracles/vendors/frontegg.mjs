import { jwt } from "../families/jwt.mjs";
import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const jsonwebtoken = require("jsonwebtoken");

/** As Frontegg's page has it: a token in a header, which says nothing of the body. */
export default {
  sdk: "jsonwebtoken",
  witness: "documentation",
  secret: text,
  signature: "x-webhook-secret",
  time: "s",
  sign: async (_, secret, { ms }) => ({
    headers: { "x-webhook-secret": await jwt({ iat: Math.floor(ms / 1000) }, secret) },
  }),
  verify: ({ headers }, secret) =>
    Boolean(jsonwebtoken.verify(headers["x-webhook-secret"], secret, { algorithms: ["HS256"] })),
};
