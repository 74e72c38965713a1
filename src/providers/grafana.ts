import { defineProvider } from "../core/provider.ts";

const hmac = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: ["x-grafana-alerting-signature", "x-grafana-alert-signature"],
} as const;
const timestamp = "x-grafana-alerting-timestamp";

export default defineProvider({
  id: "grafana",
  name: "Grafana Alerting",
  category: "monitoring",
  docs: "https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/",
  setup: {
    where: "Alerting → Contact points → Add contact point → Webhook → HMAC Signature",
    secret: "chosen-by-you",
    note: "Leave the signature's header as it is and name the timestamp's header X-Grafana-Alerting-Timestamp. Or use basic authentication or a bearer token.",
  },
  methods: ["POST", "PUT"],
  signature: [
    {
      ...hmac,
      variant: "hmac-with-timestamp",
      only: { when: `header:${timestamp}` },
      timestamp: `header:${timestamp}`,
      signed: "{timestamp}:{body}",
      toleranceSeconds: 300,
    },
    { ...hmac, variant: "hmac" },
    { variant: "basic", scheme: "basic-auth" },
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  event: {
    source: "com.grafana",
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
