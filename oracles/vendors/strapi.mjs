import { text } from "../families/secrets.mjs";

/** Strapi signs nothing: the operator gives its webhooks a header. */
export default {
  sdk: "Strapi's documentation",
  witness: "documentation",
  secret: text,
  signature: "authorization",
  senderOnly: true,
  sign: (_, secret) => ({ headers: { authorization: `Bearer ${secret}` } }),
};
