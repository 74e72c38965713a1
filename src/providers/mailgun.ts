import { defineProvider } from "../core/provider.ts";

const signed = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  // Longer than Mailgun tries again: every attempt carries the first one's timestamp, token and signature.
  toleranceSeconds: 32_400,
} as const;

/** A webhook, as opposed to a mail. */
const webhook = {
  type: ["body:/event-data/event"],
  id: "body:/event-data/id",
  time: "body:/event-data/timestamp",
  subject: "body:/event-data/message/headers/message-id",
  words: {
    accepted: "email sent",
    stored: "email received",
    unsubscribed: "subscriber unsubscribed",
    "list_*": "list",
    "*": "email",
  },
} as const;

/** A webhook in the form that accounts of before 2018 may still have: a form, as a mail is, with the event's name. */
const former = {
  type: ["form:event"],
  subject: ["form:Message-Id", "form:message-id"],
  words: { unsubscribed: "subscriber unsubscribed", dropped: "email rejected", "*": "email" },
} as const;
const formerEvents = ["delivered", "dropped", "bounced", "complained", "unsubscribed", "opened", "clicked"];

export default defineProvider({
  id: "mailgun",
  name: "Mailgun",
  category: "comms",
  docs: "https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks",
  setup: {
    where: "Send → Sending → Webhooks → Add webhook, or Receiving → Create route → Forward",
    secret: "issued-by-provider",
    note: "The secret is the HTTP webhook signing key. Mailgun signs a timestamp and a token only, so each token counts once. It repeats even a 401.",
  },
  retries: {
    hours: 8.1,
    signed: "once",
    source:
      "documentation.mailgun.com, Automatic Retries: for eight hours, unless the answer is 406; with one token (github.com/PostHog/posthog/pull/103057)",
  },
  signature: [
    // A mail that a route forwards: a form, multipart where it has attachments.
    {
      ...signed,
      variant: "route",
      from: "form:signature",
      multipart: true,
      timestamp: "form:timestamp",
      signed: "{timestamp}{form:token}",
    },
    {
      ...signed,
      variant: "webhook",
      from: "body:/signature/signature",
      timestamp: "body:/signature/timestamp",
      signed: "{timestamp}{body:/signature/token}",
    },
  ],
  event: {
    source: "com.mailgun",
    type: ["text:inbound"],
    // A mail has no id here: with Message-Id, one to two addresses would be one event. Its id and key come from the token,
    // so that a captured token counts only once, whatever it is sent with.
    equalDeliveries: {
      possible: false,
      why: "The signed token is new for each event and stays on a retry (documentation.mailgun.com, Securing webhooks)",
    },
    time: "form:timestamp",
    subject: ["form:Message-Id", "form:message-url", "form:recipient"],
    // Webhooks are JSON; what a route forwards is not.
    by: ["body:/event-data/severity", "key:body:", "text:former {form:event}"],
    cases: {
      ...Object.fromEntries(formerEvents.map((name) => [`former ${name}`, former])),
      temporary: { ...webhook, words: { failed: "email deferred", ...webhook.words } },
      permanent: { ...webhook, words: { failed: "email bounced", ...webhook.words } },
      signature: webhook,
      "event-data": webhook,
    },
    checkedAgainst: ["our recorded requests"],
    words: { inbound: "email received" },
  },
  marks: { userAgents: ["mailgun/treq-20.9.0"] },
});
