import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "alertmanager",
  name: "Prometheus Alertmanager",
  category: "monitoring",
  docs: "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config",
  setup: {
    where: "alertmanager.yml → receivers → webhook_configs → url, with http_config",
    secret: "chosen-by-you",
    note: "http_config.basic_auth: the secret is user:password; http_config.authorization: it is the credentials (type Bearer).",
  },
  signature: [
    { variant: "basic", scheme: "basic-auth" },
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  event: {
    source: "io.prometheus.alertmanager",
    // A notification tells of a group of alerts: each is an event, once for every change of its state.
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
