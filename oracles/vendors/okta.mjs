import { text } from "../families/secrets.mjs";

/** As Okta's page has it: the value of a header that you choose. */
export default {
  sdk: "Okta's documentation",
  witness: "documentation",
  secret: text,
  signature: "authorization",
  senderOnly: true,
  sign: (_, secret) => ({ headers: { authorization: secret } }),
};
