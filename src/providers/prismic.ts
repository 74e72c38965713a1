import { defineProvider } from "../core/provider.ts";

const ofRelease = [
  "body:/releases/addition/0/id",
  "body:/releases/update/0/id",
  "body:/releases/deletion/0/id",
] as const;

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
  retries: {
    hours: 0.9,
    source: "prismic.io/docs/webhooks: every ten minutes, up to five times",
  },
  signature: { scheme: "token", from: "body:/secret" },
  handshakes: [{ name: "test", when: "body:/type", equals: "test-trigger", answer: { status: 200 } }],
  event: {
    source: "io.prismic",
    type: ["body:/type"],
    origin: "body:/apiUrl",
    // The document, where one alone was published.
    subject: [...ofRelease, "body:/documents/0"],
    // A release that is published is deleted, too.
    by: ["key:body:/releases", "text:several {has:body:/documents/1}"],
    cases: {
      "several true": { subject: ofRelease },
      addition: { words: { "api-update": "release created" } },
      update: { words: { "api-update": "release updated" } },
      deletion: { words: { "api-update": "release deleted" } },
    },
    equalDeliveries: {
      possible: false,
      why: "Each body has the ref that the change made: the repository's or the release's (prismic.io/docs/webhooks)",
    },
    checkedAgainst: ["captured payloads in public repositories"],
    words: { "api-update": "entry updated" },
  },
});
