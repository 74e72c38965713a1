import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "alertmanager",
  name: "Prometheus Alertmanager",
  category: "monitoring",
  docs: "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config",
  setup: {
    where: "alertmanager.yml → receivers → webhook_configs → url, with http_config",
    secret: "chosen-by-you",
    note: "With http_config.basic_auth, the secret is `user:password`. With http_config.authorization (type Bearer), it is the credentials.",
  },
  retries: {
    source:
      "github.com/prometheus/alertmanager notify/retry_stage.go: with growing pauses, until the " +
      "group's next interval, which is your setting",
  },
  signature: [
    { variant: "basic", scheme: "basic-auth" },
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  event: {
    source: "io.prometheus.alertmanager",
    // A notification covers a group of alerts. Each alert is one event per change of its state.
    each: "body:/alerts",
    type: ["item:/status"],
    id: "text:{item:/fingerprint}-{item:/status}-{item:/startsAt}",
    equalDeliveries: {
      possible: true,
      why:
        "A reminder of a firing alert is the same as the first notification, and counts once. The " +
        "times of an alert tell its episodes apart (github.com/prometheus/alertmanager, " +
        "template.Alert)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "item:/startsAt",
    subject: "item:/fingerprint",
    origin: "body:/externalURL",
    by: "item:/status",
    cases: {
      // An alert that stops coming counts as resolved, and may fire again with the same start.
      resolved: {
        id: "text:{item:/fingerprint}-{item:/status}-{item:/startsAt}-{item:/endsAt}",
        time: "item:/endsAt",
      },
    },
    words: { firing: "alert triggered", resolved: "alert" },
  },
  marks: { userAgents: ["Alertmanager"] },
});
