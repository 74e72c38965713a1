import { defineProvider } from "../core/provider.ts";

const hmac = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: ["x-grafana-alerting-signature", "x-grafana-alert-signature"],
} as const;
const timestampHeader = "x-grafana-alerting-timestamp";

export default defineProvider({
  id: "grafana",
  name: "Grafana Alerting",
  category: "monitoring",
  docs: "https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/",
  setup: {
    where: "Alerting → Contact points → Add contact point → Webhook → HMAC Signature",
    secret: "chosen-by-you",
    note:
      "Keep the default signature header and name the timestamp header X-Grafana-Alerting-Timestamp. Basic " +
      "authentication or a bearer token also works.",
  },
  retries: {
    signed: "anew",
    source:
      "github.com/grafana/alerting, http/hmac.go: each request is signed with the time at which it " +
      "is sent; for how long a notification is tried is not said",
  },
  methods: ["POST", "PUT"],
  signature: [
    {
      ...hmac,
      variant: "hmac-with-timestamp",
      only: { when: `header:${timestampHeader}` },
      timestamp: `header:${timestampHeader}`,
      signed: "{timestamp}:{body}",
      toleranceSeconds: 300,
    },
    { ...hmac, variant: "hmac" },
    { variant: "basic", scheme: "basic-auth" },
    { variant: "bearer", scheme: "token", from: "header:authorization", prefix: "Bearer " },
  ],
  event: {
    source: "com.grafana",
    // A notification covers a group of alerts. Each alert is one event per change of its state.
    each: "body:/alerts",
    type: ["item:/status"],
    id: "text:{item:/fingerprint}-{item:/status}-{item:/startsAt}",
    equalDeliveries: {
      possible: false,
      why:
        "A firing or resolved alert has its fingerprint and its start; repeats of a notification are " +
        "the same event (our reading of the body: recorded requests)",
    },
    checkedAgainst: [],
    time: "item:/startsAt",
    subject: "item:/fingerprint",
    origin: "body:/externalURL",
    by: "item:/status",
    cases: { resolved: { time: "item:/endsAt" } },
    words: { firing: "alert triggered", resolved: "alert" },
  },
  marks: { userAgents: ["Grafana"] },
});
