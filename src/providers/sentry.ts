import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "sentry",
  name: "Sentry",
  category: "monitoring",
  docs: "https://docs.sentry.io/organization/integrations/integration-platform/webhooks/",
  setup: {
    where: "Settings → Developer Settings → Create New Integration → Internal Integration → Webhook URL",
    secret: "issued-by-provider",
    note: "The secret is the integration's Client Secret. Turn on Alert Rule Action and the resources that you want.",
  },
  deadlineSeconds: 1,
  // The timestamp header is not signed.
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "sentry-hook-signature" },
  event: {
    source: "io.sentry",
    type: ["header:sentry-hook-resource", "body:/action"],
    id: "header:request-id",
    time: ["body:/data/event/datetime", "body:/data/error/datetime", "header:sentry-hook-timestamp"],
    subject: [
      "body:/data/comment_id",
      "body:/data/issue/id",
      "body:/data/event/issue_id",
      "body:/data/error/issue_id",
      "body:/data/metric_alert/id",
      "body:/data/installation/uuid",
    ],
    words: {
      "issue.*": "issue",
      "issue.unresolved": "issue reopened",
      "comment.*": "comment",
      "event_alert.*": "alert",
      "metric_alert.critical": "alert triggered",
      "metric_alert.warning": "alert triggered",
      "metric_alert.resolved": "alert",
      "installation.created": "app installed",
      "installation.deleted": "app uninstalled",
    },
  },
});
