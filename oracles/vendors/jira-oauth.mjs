import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const connect = require("atlassian-jwt");
const jsonwebtoken = require("jsonwebtoken");

/** The token of an OAuth 2.0 app: for three minutes, and with nothing of the request in it. */
const shared = {
  secret: text,
  signature: "authorization",
  time: "s",
  senderOnly: true,
  members: { timestamp: 1781530198123, webhookEvent: "jira:issue_updated", issue: { key: "ACME-7" } },
  sign: (_, secret, { ms }) => {
    const iat = Math.floor(ms / 1000);
    const claims = { iss: "oauth-client-id", iat, exp: iat + 180 };
    return { headers: { authorization: `Bearer ${connect.encodeSymmetric(claims, secret, "HS256")}` } };
  },
};

const tokenOf = ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization)?.[1] ?? "";

export default [
  {
    ...shared,
    scheme: "atlassian",
    sdk: "atlassian-jwt",
    witness: "vendor",
    // The library checks the signature; the token's end is its caller's, as Atlassian's page says.
    verify: (request, secret) =>
      connect.decodeSymmetric(tokenOf(request), secret, "HS256").exp > Date.now() / 1000,
  },
  {
    ...shared,
    scheme: "receiver",
    sdk: "jsonwebtoken",
    witness: "third-party",
    // The rules of Shipfox's receiver (github.com/ShipfoxHQ/shipfox): HS256, and both times as whole numbers.
    verify: (request, secret) => {
      const { iat, exp } = jsonwebtoken.verify(tokenOf(request), secret, { algorithms: ["HS256"] });
      return Number.isInteger(iat) && Number.isInteger(exp);
    },
  },
];
