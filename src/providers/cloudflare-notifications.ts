import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "cloudflare-notifications",
  name: "Cloudflare Notifications",
  category: "devtools",
  docs: "https://developers.cloudflare.com/notifications/get-started/configure-webhooks/",
  setup: {
    where: "Dashboard → Notifications → Destinations → Webhooks → Create",
    secret: "chosen-by-you",
    note: "Cloudflare sends the secret itself and does not sign deliveries.",
  },
  retries: { source: "developers.cloudflare.com/notifications: says nothing of retries" },
  signature: { scheme: "token", from: "header:cf-webhook-auth" },
  handshakes: [{ name: "test", when: "body:/text", unless: "body:/ts", answer: { status: 200 } }],
  event: {
    source: "com.cloudflare.notifications",
    type: ["body:/alert_type"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "The body has a time in whole seconds, and no id of the notification; equal bodies count once " +
        "(developers.cloudflare.com/notifications/reference/webhook-payload-schema)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/ts",
    // alert_correlation_id groups the alerts of one incident, so it is not an event id.
    subject: ["body:/alert_correlation_id", "body:/policy_id"],
    origin: "text:https://api.cloudflare.com/client/v4/accounts/{body:/account_id}",
    words: { "*": "alert triggered" },
    by: "body:/alert_event",
    cases: { ALERT_STATE_EVENT_END: { words: { "*": "alert resolved" } } },
  },
});
