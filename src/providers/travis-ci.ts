import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "travis-ci",
  name: "Travis CI",
  category: "devtools",
  docs: "https://docs.travis-ci.com/user/notifications/#configuring-webhook-notifications",
  setup: {
    where: "`notifications: webhooks:` in .travis.yml",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to the URL, and encrypt it with `travis encrypt`. Travis signs with one key for all customers.",
  },
  retries: {
    source: "docs.travis-ci.com/user/notifications: found nothing of retries",
  },
  signature: { scheme: "token", from: "query:token" },
  event: {
    source: "com.travis-ci",
    payload: "form:payload",
    type: ["text:build.{body:/state}"],
    // A restarted build keeps its id and can pass again.
    id: [
      "text:{body:/id}-{body:/state}-{body:/finished_at}",
      "text:{body:/id}-{body:/state}-{body:/started_at}",
    ],
    time: ["body:/finished_at", "body:/started_at"],
    subject: "body:/id",
    origin: "text:https://app.travis-ci.com/{body:/repository/owner_name}/{body:/repository/name}",
    equalDeliveries: {
      possible: false,
      why:
        "The build's id, state and times are in the payload; a restarted build has new times " +
        "(docs.travis-ci.com/user/notifications)",
    },
    checkedAgainst: ["the vendor's documented example"],
    words: {
      "build.started": "build started",
      "build.passed": "build succeeded",
      "build.failed": "build failed",
      "build.errored": "build failed",
      "build.canceled": "build canceled",
    },
  },
});
