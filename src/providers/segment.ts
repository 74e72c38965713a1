import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "segment",
  name: "Twilio Segment",
  category: "data",
  docs: "https://segment.com/docs/connections/destinations/catalog/actions-webhook/",
  setup: {
    where:
      "Connections → Destinations → Webhooks (Actions) → Settings → Shared secret; in the mapping: batch size 1",
    secret: "chosen-by-you",
    note: "Turn batching off: only the first event of a batch is signed, and the bridge takes no other.",
  },
  deadlineSeconds: 5,
  retries: {
    hours: 4,
    source:
      "segment.com/docs/connections/destinations: for four hours, with growing waits; a batch may " +
      "have other events then",
  },
  signature: {
    scheme: "hmac",
    hash: "sha1",
    encoding: "hex",
    header: "x-signature",
    signed: ["{body}", "{body:/0}"],
  },
  event: {
    source: "com.segment",
    data: "body:/0",
    type: ["body:/0/type", "body:/0/event", "body:/type", "body:/event"],
    id: ["body:/0/messageId", "body:/messageId"],
    time: ["body:/0/timestamp", "body:/timestamp"],
    subject: ["body:/0/userId", "body:/0/anonymousId", "body:/userId", "body:/anonymousId"],
    equalDeliveries: {
      possible: false,
      why: "messageId is in the signed text and is one for each message (segment.com/docs/connections/spec/common)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/segmentio/segment-docs"],
    words: { identify: "user updated", group: "group updated", page: "page viewed" },
  },
});
