import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";
import { hex } from "../families/secrets.mjs";

const { hmacValidator } = require("@adyen/api-library");
const judge = new hmacValidator();

const item = (id) => ({
  NotificationRequestItem: {
    eventCode: "AUTHORISATION",
    success: "true",
    pspReference: `psp:${id}`,
    merchantAccountCode: "Acme€Account",
    merchantReference: "order-1",
    amount: { value: 1000, currency: "EUR" },
    additionalData: { hmacSignature: "to be filled in" },
  },
});
const body = (...ids) => JSON.stringify({ live: "false", notificationItems: ids.map(item) });

export default [
  hmacOracle({
    scheme: "platform",
    sdk: "@adyen/api-library",
    witness: "vendor",
    secret: hex,
    header: "hmacsignature",
    encoding: "base64",
    key: (secret) => Buffer.from(secret, "hex"),
    headers: () => ({ protocol: "HmacSHA256" }),
    verify: ({ headers, body: bytes }, secret) =>
      judge.validateHMACSignature(secret, headers.hmacsignature, bytes.toString()),
  }),
  {
    scheme: "standard",
    sdk: "@adyen/api-library",
    witness: "vendor",
    secret: hex,
    signature: { body: /"hmacSignature":"([^"]*)"/ },
    bodies: { one: body("1"), two: body("1", "2"), three: body("1", "2", "3") },
    sign: ({ body: bytes }, secret) => {
      const message = JSON.parse(bytes.toString());
      for (const { NotificationRequestItem: one } of message.notificationItems)
        one.additionalData.hmacSignature = judge.calculateHmac(one, secret);
      return { body: Buffer.from(JSON.stringify(message)) };
    },
    verify: ({ body: bytes }, secret) => {
      const { notificationItems } = JSON.parse(bytes.toString());
      return notificationItems.every(({ NotificationRequestItem: one }) => judge.validateHMAC(one, secret));
    },
  },
];
