import { defineProvider } from "../core/provider.ts";

const failedWords = {
  "user.session.start": "login failed",
  "user.authentication.*": "login failed",
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
    // With a failed outcome, the action did not happen to its entity.
    by: "item:/outcome/result",
    cases: { FAILURE: { words: failedWords }, DENY: { words: failedWords } },
    words: {
      "user.session.start": "login succeeded",
      "user.session.end": "session",
      "user.lifecycle.*": "user",
      "user.lifecycle.delete.*": "user deleted",
      "user.account.lock": "user",
      "user.account.unlock": "user",
      "user.account.update_profile": "user updated",
      "user.account.update_password": "password updated",
      "user.account.reset_password": "password updated",
      "group.lifecycle.*": "group",
      "group.user_membership.*": "membership",
      "application.lifecycle.*": "app",
      "application.user_membership.*": "permission",
      "security.threat.detected": "alert triggered",
    },
  },
});
