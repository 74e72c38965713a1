import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "datadog",
  name: "Datadog",
  category: "monitoring",
  docs: "https://docs.datadoghq.com/integrations/webhooks/",
  setup: {
    where: "Integrations → Webhooks → New, then `@webhook-<name>` in a monitor's message",
    secret: "chosen-by-you",
    note:
      'Set the custom header `{"Authorization":"Bearer <secret>"}`, or use the URL ' +
      "`https://user:password@…` with the secret `user:password`. Add " +
      '`"alert_transition":"$ALERT_TRANSITION"` to the payload.',
  },
  deadlineSeconds: 15,
  retries: {
    source:
      "docs.datadoghq.com/integrations/webhooks: retries a 5XX, and missed connections five times; for how long is not said",
  },
  signature: [
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { variant: "basic", scheme: "basic-auth" },
  ],
  event: {
    source: "com.datadoghq",
    // You define the payload's template; these are the members of Datadog's default.
    type: ["body:/event_type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why:
        "$ID, in the default payload, is one for each event. In a payload of your own, keep $ID and $DATE: alerts with equal bodies would " +
        "count once (docs.datadoghq.com/integrations/webhooks)",
    },
    checkedAgainst: [],
    time: ["body:/date", "body:/last_updated"],
    subject: ["body:/alert_id", "body:/id"],
    by: "body:/alert_transition",
    cases: {
      Triggered: { words: { "*": "alert triggered" } },
      "Re-Triggered": { words: { "*": "alert triggered" } },
      Warn: { words: { "*": "alert triggered" } },
      "Re-Warn": { words: { "*": "alert triggered" } },
      "No Data": { words: { "*": "alert triggered" } },
      "Re-No Data": { words: { "*": "alert triggered" } },
      Recovered: { words: { "*": "alert resolved" } },
    },
    words: { "*": "alert" },
  },
});
