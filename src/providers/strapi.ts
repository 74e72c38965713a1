import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "strapi",
  name: "Strapi",
  category: "cms",
  docs: "https://docs.strapi.io/cms/backend-customization/webhooks",
  setup: {
    where: "Settings → Webhooks → Create new webhook → Headers",
    secret: "chosen-by-you",
    note: "Add an Authorization header with the value `Bearer <secret>`. Strapi does not sign deliveries.",
  },
  deadlineSeconds: 10,
  retries: {
    hours: 0,
    source: "github.com/strapi/strapi, webhook-runner.ts: one request, no second",
  },
  signature: { scheme: "token", from: "header:authorization", prefix: "Bearer " },
  event: {
    source: "io.strapi",
    type: ["body:/event"],
    time: "body:/createdAt",
    subject: [
      "body:/entry/documentId",
      "body:/entry/id",
      "body:/media/id",
      "body:/entity/id",
      "body:/releaseId",
      "body:/release/id",
    ],
    equalDeliveries: {
      possible: false,
      why:
        "createdAt is the time of the request in milliseconds (github.com/strapi/strapi, " +
        "webhook-runner.ts)",
    },
    checkedAgainst: ["the code that makes the payload: github.com/strapi/strapi"],
    words: {
      "entry.*": "entry",
      "releases.publish": "release published",
      "media.*": "asset",
      "review-workflows.updateEntryStage": "entry updated",
    },
  },
});
