import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "prismic",
  name: "Prismic",
  category: "cms",
  docs: "https://prismic.io/docs/webhooks",
  setup: {
    where: "Repository → Settings → Webhooks → Create a webhook → Secret",
    secret: "chosen-by-you",
    note: "Prismic sends the secret in the body and does not sign. Published and unpublished pages look the same: use two sources.",
  },
  signature: { scheme: "token", from: "body:/secret" },
  handshakes: [{ name: "test", when: "body:/type", equals: "test-trigger", answer: { status: 200 } }],
  event: {
    source: "io.prismic",
    type: ["body:/type"],
    origin: "body:/apiUrl",
    words: { "api-update": "entry updated" },
  },
});
