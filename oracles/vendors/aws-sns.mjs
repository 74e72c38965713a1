import { randomUUID, sign } from "node:crypto";
import https from "node:https";
import { Readable } from "node:stream";
import { certificate } from "../families/certificates.mjs";
import { inside, require } from "../families/require.mjs";

const MessageValidator = require("sns-validator");
const { pem, privateKey } = await certificate("rsa", "sns.amazonaws.com");
const url = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem";

// The validator fetches the certificate itself.
https.get = (_, answer) => {
  answer(Object.assign(Readable.from([Buffer.from(pem)]), { statusCode: 200 }));
  return { on: () => {} };
};

const fields = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
};

const message = (Type, Message, more = {}) =>
  JSON.stringify({
    Type,
    MessageId: randomUUID(),
    TopicArn: "TOPIC",
    Message,
    Timestamp: "TIME",
    SignatureVersion: "VERSION",
    Signature: "SIGNATURE",
    SigningCertURL: url,
    ...more,
  });

const oracle = (version, judge) => ({
  witness: "vendor",
  secret: () => `arn:aws:sns:eu-west-1:123456789012:topic-${randomUUID()}`,
  signature: { body: /"Signature":"([^"]*)"/ },
  time: "iso",
  contentType: "text/plain; charset=UTF-8",
  fetch: () => pem,
  bodies: {
    plain: message("Notification", "hello", { Subject: "greeting" }),
    unicode: message("Notification", '{"text":"Grüße 東京 😀\\n","path":"a\\/b"}'),
    large: message("Notification", "0123456789abcdef".repeat(6_000)),
    confirmation: message("SubscriptionConfirmation", "confirm?", {
      Token: "2336412f37",
      SubscribeURL: "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37",
    }),
  },
  sign: ({ body }, TopicArn, { text }) => {
    const json = { ...JSON.parse(body.toString()), TopicArn, Timestamp: text, SignatureVersion: version };
    const names = fields[json.Type].filter((name) => name in json);
    const signed = names.map((name) => `${name}\n${json[name]}\n`).join("");
    json.Signature = sign(version === "2" ? "sha256" : "sha1", Buffer.from(signed), privateKey).toString(
      "base64",
    );
    return { body: Buffer.from(JSON.stringify(json)) };
  },
  ...judge,
});

const own = {
  sdk: "sns-validator",
  verify: ({ body }, topic) =>
    new Promise((resolve) => {
      const parsed = JSON.parse(body.toString());
      new MessageValidator().validate(parsed, (error) => resolve(!error && parsed.TopicArn === topic));
    }),
};
const other = {
  sdk: "n8n-nodes-base",
  witness: "third-party",
  verify: async ({ body }, topic) => {
    const { verifySignature } = inside("n8n-nodes-base/dist/nodes/Aws/AwsSnsTriggerHelpers.js");
    const context = { helpers: { httpRequest: async () => pem } };
    return verifySignature.call(context, JSON.parse(body.toString()), topic);
  },
};

export default [
  { scheme: "v1", ...oracle("1", own) },
  { scheme: "v2", ...oracle("2", own) },
  { scheme: "n8n", ...oracle("2", other) },
];
