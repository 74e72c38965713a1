import { jwt } from "../families/jwt.mjs";
import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const jsonwebtoken = require("jsonwebtoken");

/** As monday.com's page has it: a token for this URL, which says nothing of the body. */
export default {
  sdk: "jsonwebtoken",
  witness: "documentation",
  secret: text,
  signature: "authorization",
  time: "s",
  members: { event: { type: "create_pulse" } },
  sign: async ({ url }, secret, { ms }) => ({
    headers: {
      authorization: await jwt(
        { accountId: 1, userId: 2, aud: url, iat: Math.floor(ms / 1000), exp: Math.floor(ms / 1000) + 300 },
        secret,
      ),
    },
  }),
  verify: ({ url, headers }, secret) =>
    Boolean(jsonwebtoken.verify(headers.authorization, secret, { algorithms: ["HS256"], audience: url })),
};
