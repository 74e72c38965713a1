import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "fitbit",
  name: "Fitbit",
  category: "consumer",
  docs: "https://dev.fitbit.com/build/reference/web-api/developer-guide/using-subscriptions/",
  setup: {
    where: "dev.fitbit.com → Manage → your app → Add a subscriber",
    secret: "issued-by-provider",
    note:
      "Two secrets: the app's client secret, and `verifyCode:<verification code>` from the subscriber's row. " +
      "Set both in the bridge, then press Verify.",
  },
  deadlineSeconds: 5,
  retries: { source: "dev.fitbit.com, Using Subscriptions: retries were looked for there, and not found" },
  signature: {
    scheme: "hmac",
    hash: "sha1",
    encoding: "base64",
    header: "x-fitbit-signature",
    key: { suffix: "&" },
  },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "query:verify",
      unsigned: true,
      token: { from: "query:verify", role: "verifyCode" },
      answer: { status: 204 },
    },
    // Fitbit also sends a wrong code and expects this refusal.
    { name: "wrong-code", method: "GET", when: "query:verify", unsigned: true, answer: { status: 404 } },
  ],
  reply: { status: 204 },
  event: {
    source: "com.fitbit",
    each: "body:",
    type: ["item:/collectionType"],
    // Two changes on one day have the same body.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "A body names the collection, the user and the day: two changes on one day are equal, and no header tells a change from a retry, " +
        "so every accepted request is an event (dev.fitbit.com, Using Subscriptions)",
    },
    checkedAgainst: [],
    subject: "item:/ownerId",
    words: { deleteUser: "user deleted" },
  },
  marks: { sortsKeys: true },
});
