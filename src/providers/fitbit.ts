import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "fitbit",
  name: "Fitbit",
  category: "consumer",
  docs: "https://dev.fitbit.com/build/reference/web-api/developer-guide/using-subscriptions/",
  setup: {
    where: "dev.fitbit.com → Manage → your app → Add a subscriber",
    secret: "issued-by-provider",
    note: "One secret is the app's client secret, another verifyCode:<verification code> from the subscriber's row. Put both into the bridge, then press Verify.",
  },
  deadlineSeconds: 5,
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
    // Fitbit sends a wrong code as well, and wants to see it refused so.
    { name: "wrong-code", method: "GET", when: "query:verify", unsigned: true, answer: { status: 404 } },
  ],
  reply: { status: 204 },
  event: {
    source: "com.fitbit",
    each: "body:",
    type: ["item:/collectionType"],
    // Two changes of one day are the same bytes.
    distinct: "delivery",
    subject: "item:/ownerId",
  },
});
