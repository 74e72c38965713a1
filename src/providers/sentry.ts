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
  retries: {
    hours: 0.3,
    source:
      "github.com/getsentry/sentry, sentry_apps/tasks/sentry_apps.py: three more attempts, five " +
      "minutes apart, each with a Request-ID of its own",
  },
  // The timestamp header is not signed.
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "sentry-hook-signature" },
  event: {
    source: "io.sentry",
    type: ["header:sentry-hook-resource", "body:/action"],
    id: "header:request-id",
    // Only issues have this member.
    distinct: "text:{body:/data/issue/id}-{header:request-id}",
    time: [
      "body:/data/timestamp",
      "body:/data/event/datetime",
      "body:/data/error/datetime",
      "header:sentry-hook-timestamp",
    ],
    subject: [
      "body:/data/comment_id",
      "body:/data/issue/id",
      "body:/data/event/issue_id",
      "body:/data/error/issue_id",
      "body:/data/metric_alert/id",
      "body:/data/installation/uuid",
    ],
    equalDeliveries: {
      possible: true,
      why:
        "An issue that is assigned, or resolved, a second time may have the same body, which has no " +
        "time of the change. Request-ID is new for each request: an attempt that was accepted but " +
        "timed out at Sentry counts again (github.com/getsentry/sentry, app_platform_event.py)",
    },
    checkedAgainst: ["the vendor's source: github.com/getsentry/sentry"],
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
