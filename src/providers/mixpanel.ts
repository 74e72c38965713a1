import { defineProvider } from "../core/provider.ts";

const successReply = <const Action extends string>(action: Action) =>
  ({ when: "body:/action", equals: action, status: 200, json: { action, status: "success" } }) as const;

export default defineProvider({
  id: "mixpanel",
  name: "Mixpanel",
  category: "data",
  docs: "https://docs.mixpanel.com/docs/cohort-sync/webhooks",
  setup: {
    where: "Data Management → Integrations → Custom Webhook; for alerts: Project Settings → Integrations",
    secret: "chosen-by-you",
    note: "The secret is `user:password` of the connector's basic authentication.",
  },
  retries: {
    hours: 0.02,
    source:
      "github.com/mixpanel/docs, cohort-sync/webhooks.mdx: five times within 60 seconds after a 5xx " +
      "or a 429; nothing was found on alerts",
  },
  signature: { scheme: "basic-auth" },
  reply: [successReply("members"), successReply("add_members"), successReply("remove_members")],
  event: {
    source: "com.mixpanel",
    type: ["body:/action", "body:/event_type"],
    equalDeliveries: {
      possible: false,
      why: "mixpanel_session_id is one for each synchronization and page_info counts its pages; an alert has its time (docs.mixpanel.com, Webhooks)",
    },
    time: "body:/alert/fired_at",
    subject: ["body:/parameters/mixpanel_cohort_id", "body:/alert/id"],
    checkedAgainst: ["the vendor's documented examples: github.com/mixpanel/docs"],
    words: {
      members: "segment updated",
      add_members: "segment updated",
      remove_members: "segment updated",
      custom_alert_triggered: "alert triggered",
    },
  },
});
