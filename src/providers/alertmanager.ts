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
    time: "item:/startsAt",
    subject: "item:/fingerprint",
    origin: "body:/externalURL",
    by: "item:/status",
    cases: { resolved: { time: "item:/endsAt" } },
    words: { firing: "alert triggered", resolved: "alert" },
  },
});
