import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "braintree",
  name: "Braintree",
  category: "payments",
  docs: "https://developer.paypal.com/braintree/docs/guides/webhooks/parse",
  setup: {
    where: "Control Panel → API → Webhooks → Create new webhook",
    secret: "issued-by-provider",
    note:
      "The secret is an API private key. The notification (bt_payload) is base64-encoded XML that contains its kind: parse it in your target. " +
      "The bridge does not answer GET ?bt_challenge=, with which Braintree's older page and SDKs check an address before anything is sent to it.",
  },
  deadlineSeconds: 30,
  retries: {
    hours: 24,
    source: "developer.paypal.com/braintree/docs/guides/webhooks/parse: every hour for 24 hours",
  },
  signature: {
    scheme: "hmac",
    hash: "sha1",
    encoding: "hex",
    key: "sha1",
    from: "form:bt_signature",
    // One pair per API key: <public key>|<signature>&<public key>|<signature>. Every user of a merchant may have some.
    separator: "&",
    mostSignatures: 100,
    assign: "|",
    fields: { signature: "*" },
    signed: ["{form:bt_payload}", "{form:bt_payload}\n"],
  },
  event: {
    source: "com.braintreegateway",
    type: ["text:notification"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "The signed XML has its kind, a time in whole seconds and the whole object, and no id; equal " +
        "ones count once (developer.paypal.com/braintree/docs/guides/webhooks/parse)",
    },
    checkedAgainst: [],
  },
});
