import { sign, verify } from "@octokit/webhooks-methods";
import { text } from "../families/secrets.mjs";

const oracle = {
  sdk: "@octokit/webhooks-methods",
  witness: "vendor",
  secret: text,
  signature: "x-hub-signature-256",
  sign: async ({ body }, secret) => ({
    headers: { "x-hub-signature-256": await sign(secret, body.toString()), "x-github-event": "issues" },
  }),
  verify: ({ headers, body }, secret) => verify(secret, body.toString(), headers["x-hub-signature-256"]),
};

export default [oracle, { ...oracle, scheme: "form", bodies: "form" }];
