import { createVerify, sign } from "node:crypto";
import { rsa } from "../families/secrets.mjs";

/** As Adobe's page has it: the text of the body in base64 is what is signed. */
export default {
  sdk: "Adobe's documentation",
  witness: "documentation",
  secret: rsa,
  held: ({ pem }) => pem,
  signature: "x-adobe-commerce-webhook-signature",
  sign: ({ body }, { privateKey }) => ({
    headers: {
      "x-adobe-commerce-webhook-signature": sign(
        "sha256",
        Buffer.from(body.toString("base64")),
        privateKey,
      ).toString("base64"),
    },
  }),
  verify: ({ headers, body }, { pem }) =>
    createVerify("SHA256")
      .update(body.toString("base64"))
      .verify(pem, headers["x-adobe-commerce-webhook-signature"], "base64"),
};
