import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "figma",
  name: "Figma",
  category: "productivity",
  docs: "https://developers.figma.com/docs/rest-api/webhooks-security/",
  setup: {
    where: "POST https://api.figma.com/v2/webhooks with this source's URL as `endpoint`",
    secret: "chosen-by-you",
    note: "Pass the secret as `passcode` (100 characters at most). Figma does not sign deliveries.",
    form: { most: 100 },
  },
  retries: {
    hours: 3.6,
    source:
      "developers.figma.com, Webhooks V2: three times, after 5 minutes, 30 minutes and 3 hours, as " +
      "several public repositories cite the page; not seen on the vendor's page",
  },
  signature: { scheme: "token", from: "body:/passcode" },
  handshakes: [{ name: "ping", when: "body:/event_type", equals: "PING", answer: { status: 200 } }],
  event: {
    source: "com.figma",
    type: ["body:/event_type"],
    equalDeliveries: {
      possible: false,
      why:
        "The time in seconds and the file, version or comment are in the id; a published library has " +
        "no id, since several of its deliveries may share a time, and their bodies differ (types: " +
        "@figma/rest-api-spec)",
    },
    checkedAgainst: ["the vendor's types: @figma/rest-api-spec 0.43"],
    time: "body:/timestamp",
    subject: "body:/file_key",
    origin: "text:https://api.figma.com/v2/webhooks/{body:/webhook_id}",
    by: "body:/event_type",
    // `retries` changes the body on every attempt.
    cases: {
      FILE_COMMENT: {
        id: "text:{body:/webhook_id}-{body:/comment_id}-{body:/timestamp}",
        subject: "body:/comment_id",
      },
      FILE_UPDATE: { id: "text:{body:/webhook_id}-{body:/file_key}-{body:/timestamp}" },
      FILE_VERSION_UPDATE: { id: "text:{body:/webhook_id}-{body:/version_id}-{body:/timestamp}" },
      DEV_MODE_STATUS_UPDATE: {
        id: "text:{body:/webhook_id}-{body:/file_key}-{body:/node_id}-{body:/status}-{body:/timestamp}",
      },
      FILE_DELETE: { id: "text:{body:/webhook_id}-{body:/file_key}-{body:/timestamp}" },
    },
    words: {
      FILE_COMMENT: "comment created",
      FILE_UPDATE: "file",
      FILE_VERSION_UPDATE: "file updated",
      FILE_DELETE: "file",
    },
  },
  marks: { userAgents: ["Figma"], sortsKeys: true },
});
