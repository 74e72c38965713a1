// The vendors' own verifiers, called as their documentation says. Each gets what a receiver has (headers, the raw bytes) and
// gives a function that verifies once; what can be made once for many requests is made outside of it.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { verify as octokit } from "@octokit/webhooks-methods";
import { verifyKey } from "discord-interactions";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";

const require = createRequire(import.meta.url);
/** A file that the package's front door does not show: that one starts a whole application. */
const inside = (file) => require(fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url)));
const { verifySlackRequest } = inside("@slack/bolt/dist/receivers/verify-request.js");
const twilio = inside("twilio/lib/webhooks/webhooks.js");
const { EventWebhook } = require("@sendgrid/eventwebhook");
const { webhooks } = new Stripe("sk_test_none");

/** True, or false for what the peer refuses by throwing. */
const holds = (check) => () => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

export const verifiers = {
  "@octokit/webhooks-methods": ({ headers, body }, secret) => {
    const signature = headers["x-hub-signature-256"];
    return () => octokit(secret, body.toString(), signature);
  },
  "@slack/bolt": ({ headers, body }, signingSecret) =>
    holds(() =>
      verifySlackRequest({
        signingSecret,
        body: body.toString(),
        headers: {
          "x-slack-signature": headers["x-slack-signature"],
          "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
        },
      }),
    ),
  stripe: ({ headers, body }, secret) =>
    holds(() => webhooks.constructEvent(body, headers["stripe-signature"], secret)),
  "stripe (verifyHeader)": ({ headers, body }, secret) =>
    holds(() => webhooks.signature.verifyHeader(body, headers["stripe-signature"], secret, 300)),
  svix: ({ headers, body }, secret) => {
    const webhook = new SvixWebhook(secret);
    return holds(() => webhook.verify(body, headers));
  },
  standardwebhooks: ({ headers, body }, secret) => {
    const webhook = new StandardWebhook(secret);
    return holds(() => webhook.verify(body, headers));
  },
  twilio: ({ url, headers, body }, secret) => {
    const signature = headers["x-twilio-signature"];
    return () =>
      twilio.validateRequest(
        secret,
        signature,
        url,
        Object.fromEntries(new URLSearchParams(body.toString())),
      );
  },
  "discord-interactions": ({ headers, body }, publicKey) => {
    const signature = headers["x-signature-ed25519"];
    const timestamp = headers["x-signature-timestamp"];
    return () => verifyKey(body, signature, timestamp, publicKey);
  },
  "@sendgrid/eventwebhook": ({ headers, body }, publicKey) => {
    const webhook = new EventWebhook();
    const key = webhook.convertPublicKeyToECDSA(publicKey);
    const signature = headers["x-twilio-email-event-webhook-signature"];
    const timestamp = headers["x-twilio-email-event-webhook-timestamp"];
    return () => webhook.verifySignature(key, body, signature, timestamp);
  },
};
