import { defineProvider } from "../core/provider.ts";

const eventLists = [
  "body:/tweet_create_events",
  "body:/tweet_delete_events",
  "body:/favorite_events",
  "body:/follow_events",
  "body:/block_events",
  "body:/mute_events",
  "body:/direct_message_events",
  "body:/direct_message_indicate_typing_events",
  "body:/direct_message_mark_read_events",
] as const;

export default defineProvider({
  id: "x-twitter",
  name: "X (Twitter)",
  category: "comms",
  docs: "https://docs.x.com/x-api/webhooks/quickstart",
  setup: {
    where: "POST https://api.x.com/2/webhooks with this source's URL, then subscribe accounts",
    secret: "issued-by-provider",
    note: "The secret is the app's consumer secret (API key secret). X challenges the URL immediately and then every hour. The URL must not contain a port.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0.1,
    source: "developer.x.com, Account Activity API, Retries: up to three times within five minutes",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "x-twitter-webhooks-signature",
    prefix: "sha256=",
  },
  handshakes: [
    {
      name: "challenge-response-check",
      method: "GET",
      when: "query:crc_token",
      unsigned: true,
      answer: {
        hmac: "query:crc_token",
        hash: "sha256",
        encoding: "base64",
        prefix: "sha256=",
        json: { digest: "response_token" },
      },
    },
  ],
  event: {
    source: "com.x",
    each: eventLists,
    // The newer Activity API has one event in a delivery, with a name and an id.
    type: ["item:1#", "body:/data/event_type"],
    // An action between two subscribed users is sent once for each of them.
    id: [
      "text:{body:/for_user_id}-{item:1#}-{item:/id_str}",
      "text:{body:/for_user_id}-{item:1#}-{item:/id}",
      "body:/data/event_uuid",
    ],
    time: ["item:/timestamp_ms", "item:/created_timestamp"],
    subject: ["item:/id_str", "item:/id", "item:/status/id", "item:/target/id", "body:/data/payload/id"],
    origin: [
      "text:https://x.com/i/user/{body:/for_user_id}",
      "text:https://x.com/i/user/{body:/data/filter/user_id}",
    ],
    equalDeliveries: {
      possible: "unknown",
      why:
        "Most items have an id or a time in milliseconds; the vendor says of no header that it tells " +
        "events apart (developer.x.com, Account Activity API)",
    },
    checkedAgainst: [],
    // What was done is in the item. A message may be one that the subscribed user sent.
    by: "item:/type",
    cases: {
      follow: { words: { follow_events: "subscriber created" } },
      unfollow: { words: { follow_events: "subscriber deleted" } },
      block: { words: { block_events: "user blocked" } },
      unblock: { words: { block_events: "user unblocked" } },
    },
    words: {
      direct_message_events: "message created",
      favorite_events: "reaction created",
      "follow.follow": "subscriber created",
      "follow.unfollow": "subscriber deleted",
      "profile.update.*": "user updated",
    },
  },
});
