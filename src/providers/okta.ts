import { defineProvider } from "../core/provider.ts";

const happened = {
  words: {
    "user.session.start": "login succeeded",
    "user.session.end": "session",
    "user.lifecycle.*": "user",
    "user.lifecycle.delete.completed": "user deleted",
    "user.account.unlock": "user",
    "user.account.unlock_by_admin": "user unlocked",
    "user.account.update_profile": "user updated",
    "user.account.update_password": "password updated",
    "user.account.reset_password": "password updated",
    "group.lifecycle.*": "group",
    "group.user_membership.*": "membership",
    "application.lifecycle.*": "app",
    "application.user_membership.*": "permission",
  },
} as const;
const failed = {
  words: { "user.session.start": "login failed", "user.authentication.*": "login failed" },
} as const;

export default defineProvider({
  id: "okta",
  name: "Okta",
  category: "identity",
  docs: "https://developer.okta.com/docs/concepts/event-hooks/",
  setup: {
    where: "Admin Console → Workflow → Event Hooks → Create Event Hook",
    secret: "chosen-by-you",
    note: "Set the authentication field to authorization and the authentication secret to the source's secret. Then press Verify.",
  },
  deadlineSeconds: 3,
  retries: {
    source:
      "github.com/okta/okta-developer-docs, Event hooks: one more attempt after a timeout or a 5xx, " +
      "none after a 4xx; it does not say when",
  },
  signature: { scheme: "token", from: "header:authorization" },
  handshakes: [
    {
      name: "verification",
      method: "GET",
      when: "header:x-okta-verification-challenge",
      unsigned: true,
      answer: { echo: "header:x-okta-verification-challenge", json: "verification" },
    },
  ],
  event: {
    source: "com.okta",
    each: "body:/data/events",
    type: ["item:/eventType"],
    id: "item:/uuid",
    time: "item:/published",
    subject: ["item:/target/0/id", "item:/actor/id"],
    origin: "body:/source",
    // With another outcome, the action did not happen to its entity.
    by: "item:/outcome/result",
    cases: { SUCCESS: happened, ALLOW: happened, FAILURE: failed, DENY: failed },
    equalDeliveries: {
      possible: false,
      why: "Each event has a uuid of its own, and the token proves the whole request (developer.okta.com, Event hooks)",
    },
    checkedAgainst: ["System Log events in public repositories"],
    words: {
      // Its outcome is the failed login that locked the account.
      "user.account.lock": "user",
      "security.threat.detected": "alert triggered",
    },
  },
});
