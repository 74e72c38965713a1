import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "strava",
  name: "Strava",
  category: "consumer",
  docs: "https://developers.strava.com/docs/webhooks/",
  setup: {
    where: "POST https://www.strava.com/api/v3/push_subscriptions with callback_url and verify_token",
    secret: "chosen-by-you",
    note: "Append `?token=<secret>` to callback_url. Strava does not sign deliveries. Add a second secret: `verifyToken:<verify_token>`.",
  },
  deadlineSeconds: 2,
  retries: {
    source: "developers.strava.com/docs/webhooks: three attempts in all, without their times",
  },
  signature: { scheme: "token", from: "query:token" },
  handshakes: [
    {
      name: "validation",
      method: "GET",
      when: "query:hub.mode",
      equals: "subscribe",
      unsigned: true,
      token: { from: "query:hub.verify_token", role: "verifyToken" },
      answer: { echo: "query:hub.challenge", json: "hub.challenge" },
    },
  ],
  event: {
    source: "com.strava",
    type: ["body:/object_type", "body:/aspect_type"],
    time: "body:/event_time",
    subject: "body:/object_id",
    origin: "text:https://www.strava.com/athletes/{body:/owner_id}",
    // An athlete who revokes the app's access is sent as an update, too.
    by: "body:/updates/authorized",
    cases: { false: { words: { "athlete.update": "app uninstalled" } } },
    equalDeliveries: {
      possible: "unknown",
      why:
        "event_time is in seconds and there is no id, so only two equal updates of one activity " +
        "within a second would be equal (developers.strava.com/docs/webhooks)",
    },
    checkedAgainst: ["the vendor's documented example, and one of its community: communityhub.strava.com"],
  },
  marks: { sortsKeys: true },
});
