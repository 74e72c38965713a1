import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sparkpost",
  name: "SparkPost",
  category: "comms",
  docs: "https://developers.sparkpost.com/api/webhooks/",
  setup: {
    where: "Configuration → Webhooks → Create Webhook",
    secret: "chosen-by-you",
    note: "Choose Basic Auth; the secret is `user:password`. SparkPost does not sign deliveries.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 8,
    source: "docs.bird.com, Email API, Webhooks: a batch is retried for a total of 8 hours",
  },
  signature: [
    { variant: "basic", scheme: "basic-auth" },
    { variant: "oauth2", scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { variant: "token", scheme: "token", from: "header:x-messagesystems-webhook-token" },
  ],
  event: {
    source: "com.sparkpost",
    each: "body:",
    // The member that holds an event names its class: message_event, track_event…
    type: ["item:/msys/{key:item:/msys}/type"],
    id: "item:/msys/{key:item:/msys}/event_id",
    time: "item:/msys/{key:item:/msys}/timestamp",
    subject: ["item:/msys/{key:item:/msys}/message_id", "item:/msys/{key:item:/msys}/transmission_id"],
    equalDeliveries: {
      possible: false,
      why:
        "event_id is unique to each event; a relayed e-mail has none, but its own Message-ID " +
        "(docs.bird.com, Email API, Webhooks)",
    },
    checkedAgainst: [],
    by: ["key:item:/msys", "text:class {item:/msys/message_event/bounce_class}"],
    cases: {
      // Some of what comes back is no bounce: replies by a machine, and requests about the list.
      "class 60": { words: { "bounce*": "email", "out_of_band*": "email" } },
      "class 80": { words: { bounce: "subscriber subscribed", out_of_band: "subscriber subscribed" } },
      "class 90": { words: { bounce: "subscriber unsubscribed", out_of_band: "subscriber unsubscribed" } },
      "class 100": { words: { "bounce*": "email", "out_of_band*": "email" } },
      // An e-mail that came in.
      relay_message: { type: ["key:item:/msys"] },
    },
    words: {
      relay_message: "email received",
      injection: "email",
      delivery: "email",
      bounce: "email",
      out_of_band: "email bounced",
      spam_complaint: "email",
      delay: "email deferred",
      policy_rejection: "email rejected",
      generation_failure: "email",
      generation_rejection: "email rejected",
      open: "email opened",
      initial_open: "email opened",
      amp_open: "email opened",
      amp_initial_open: "email opened",
      click: "email",
      amp_click: "email",
      list_unsubscribe: "subscriber unsubscribed",
      link_unsubscribe: "subscriber unsubscribed",
    },
  },
  marks: { userAgents: ["SparkPost"] },
});
