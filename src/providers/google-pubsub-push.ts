import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "google-pubsub-push",
  name: "Google Cloud Pub/Sub push",
  category: "comms",
  docs: "https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions",
  setup: {
    where: "Pub/Sub → Subscriptions → Create → Push → Enable authentication",
    secret: "identifier",
    note:
      "The secret is the e-mail address of the service account chosen there. Leave the audience empty: Google " +
      "then uses the exact URL.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 168,
    signed: "anew",
    source:
      "docs.cloud.google.com/pubsub/docs/subscription-properties: a message that is not acknowledged " +
      "is kept for seven days by default, and 31 at most; by inference: google-auth-library refuses " +
      "an expired token",
  },
  signature: {
    scheme: "jwt",
    header: "authorization",
    prefix: "Bearer ",
    algorithms: ["RS256"],
    key: { url: "https://www.googleapis.com/oauth2/v3/certs" },
    claims: {
      iss: ["https://accounts.google.com", "accounts.google.com"],
      aud: "{url}",
      email: "{secret}",
      email_verified: "true",
    },
  },
  event: {
    source: "com.google.pubsub",
    type: ["text:message", "body:/message/attributes/eventType"],
    // With payload unwrapping, the body is the message's data.
    id: ["body:/message/messageId", "header:x-goog-pubsub-message-id"],
    // An id is unique only within its topic.
    distinct: ["body:/subscription", "header:x-goog-pubsub-subscription-name"],
    equalDeliveries: {
      possible: false,
      why:
        "messageId is one for each message of a topic, and the subscription is added to it; that a " +
        "retry keeps it was not seen (our reading of the body: recorded requests)",
    },
    checkedAgainst: [],
    time: ["body:/message/publishTime", "header:x-goog-pubsub-publish-time"],
    subject: "body:/message/attributes/objectId",
    origin: [
      "text://pubsub.googleapis.com/{body:/subscription}",
      "text://pubsub.googleapis.com/{header:x-goog-pubsub-subscription-name}",
    ],
    words: { "message.OBJECT_FINALIZE": "file created", "message.OBJECT_DELETE": "file deleted" },
  },
});
