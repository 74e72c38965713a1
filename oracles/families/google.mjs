import { OAuth2Client } from "google-auth-library";
import { jwks, jwt } from "./jwt.mjs";
import { rsa } from "./secrets.mjs";

const issuers = ["https://accounts.google.com", "accounts.google.com"];
const client = new OAuth2Client();
// Google has the keys and the account has an address: a strange sender has another address under Google's key.
const google = rsa();
let account = 0;

/** A push of Pub/Sub, with Google's own library as the judge of its token. */
export const googlePush = {
  sdk: "google-auth-library",
  witness: "vendor",
  secret: () => `pusher-${account++}@acme.iam.gserviceaccount.com`,
  signature: "authorization",
  time: "s",
  senderOnly: true,
  members: {
    message: { data: "eyJhIjoxfQ==", messageId: "1" },
    subscription: "projects/acme/subscriptions/s",
  },
  fetch: () => jwks(google),
  sign: async ({ url }, email, { ms }) => {
    const iat = Math.floor(ms / 1000);
    const claims = { iss: issuers[0], aud: url, email, email_verified: true, sub: "1", iat, exp: iat + 3600 };
    const token = await jwt(claims, google.privateKey, { alg: "RS256", kid: "key-1" });
    return { headers: { authorization: `Bearer ${token}` } };
  },
  verify: async ({ url, headers }, email) => {
    const token = headers.authorization.replace(/^Bearer /, "");
    const ticket = await client.verifySignedJwtWithCertsAsync(token, { "key-1": google.pem }, url, issuers);
    const payload = ticket.getPayload();
    return payload.email === email && payload.email_verified === true;
  },
};
