import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "contentful",
  name: "Contentful",
  category: "cms",
  docs: "https://www.contentful.com/developers/docs/webhooks/request-verification/",
  setup: {
    where: "Settings → Webhooks → Settings → Enable request verification, then Add webhook",
    secret: "issued-by-provider",
    note: "The path and query are signed: enter exactly the public URL.",
    form: { least: 64, most: 64 },
  },
  deadlineSeconds: 30,
  retries: {
    hours: 24,
    signed: "anew",
    source:
      "www.contentful.com/developers/docs/webhooks/retry-policy: two more attempts, 30 seconds " +
      "apart, or as many as 99 in about a day; by inference: @contentful/node-apps-toolkit refuses " +
      "after 30 s",
  },
  methods: ["POST", "PUT", "PATCH"],
  signature: {
    scheme: "canonical-request",
    header: "x-contentful-signature",
    signedHeaders: "x-contentful-signed-headers",
    timestamp: "header:x-contentful-timestamp",
    timestampUnit: "ms",
    toleranceSeconds: 30,
  },
  event: {
    source: "com.contentful",
    type: ["header:x-contentful-topic"],
    distinct: ["header:x-contentful-topic", "header:x-contentful-idempotency-key"],
    equalDeliveries: {
      possible: true,
      why:
        "A deletion after a deletion has other times, but a payload that was customized may have none, and two topics may share one body. " +
        "The idempotency key is one for each webhook that is fired (contentful.com/developers/changelog, Idempotency key headers for " +
        "webhook requests)",
    },
    checkedAgainst: [],
    time: ["body:/sys/deletedAt", "body:/sys/archivedAt", "body:/sys/updatedAt"],
    subject: "body:/sys/id",
    origin: "text:https://api.contentful.com/spaces/{body:/sys/space/sys/id}",
    words: {
      "ContentManagement.Entry.*": "entry",
      "ContentManagement.Entry.save": "entry updated",
      "ContentManagement.Entry.auto_save": "entry updated",
      "ContentManagement.Asset.*": "asset",
      "ContentManagement.Asset.save": "asset updated",
      "ContentManagement.Asset.auto_save": "asset updated",
      "ContentManagement.ContentType.*": "model",
      "ContentManagement.ContentType.save": "model updated",
      "ContentManagement.Task.*": "task",
      "ContentManagement.Release.*": "release",
    },
  },
});
