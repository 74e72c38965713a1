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
    // Two topics can have the same body.
    distinct: "header:x-contentful-topic",
    time: ["body:/sys/updatedAt", "body:/sys/deletedAt", "body:/sys/createdAt"],
    subject: "body:/sys/id",
    origin: "text:https://api.contentful.com/spaces/{body:/sys/space/sys/id}",
    words: {
      "ContentManagement.Entry.*": "entry",
      "ContentManagement.Asset.*": "asset",
      "ContentManagement.ContentType.*": "model",
      "ContentManagement.Task.*": "task",
      "ContentManagement.Release.*": "release",
    },
  },
});
