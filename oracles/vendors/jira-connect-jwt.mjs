import { require } from "../families/require.mjs";
import { text } from "../families/secrets.mjs";

const connect = require("atlassian-jwt");

/** The hash of the request line that Atlassian's own library makes. */
function hashOf({ method, url }) {
  const { origin, pathname, searchParams } = new URL(url);
  const query = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  return connect.createQueryStringHash({ method, pathname, query, body: {} }, false, origin);
}

export default {
  sdk: "atlassian-jwt",
  witness: "vendor",
  secret: text,
  signature: "authorization",
  time: "s",
  senderOnly: true,
  members: { webhookEvent: "jira:issue_created", issue: { key: "ACME-7" } },
  sign: (draft, secret, { ms }) => {
    const iat = Math.floor(ms / 1000);
    const claims = { iss: "client-key", iat, exp: iat + 180, qsh: hashOf(draft) };
    return { headers: { authorization: `JWT ${connect.encodeSymmetric(claims, secret, "HS256")}` } };
  },
  // The library checks the signature; age and request line are its caller's, as Atlassian's page says.
  verify: (request, secret) => {
    const token = /^JWT (.+)$/.exec(request.headers.authorization)?.[1] ?? "";
    const claims = connect.decodeSymmetric(token, secret, "HS256");
    return claims.qsh === hashOf(request) && claims.exp > Date.now() / 1000 - 30;
  },
};
