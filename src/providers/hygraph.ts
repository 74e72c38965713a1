import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "hygraph",
  name: "Hygraph",
  category: "cms",
  docs: "https://hygraph.com/docs/api-reference/basics/webhooks",
  setup: { where: "Project settings → Webhooks → Add webhook → Secret key", secret: "chosen-by-you" },
  retries: { source: "hygraph.com/docs, Webhooks: four times after the first attempt, without a schedule" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "gcms-signature",
    fields: { timestamp: "t", signature: "sign" },
    timestampUnit: "ms",
    signed: '{"Body":{body as json},"EnvironmentName":"{field:env}","TimeStamp":{timestamp}}',
    // Hygraph tries again and says neither for how long nor whether it signs each attempt again.
    toleranceSeconds: 86_400,
  },
  event: {
    source: "com.hygraph",
    type: ["body:/operation"],
    distinct: "signing-time",
    equalDeliveries: {
      possible: true,
      why: "Publishing an unchanged entry twice can send one body twice; only the time of signing differs (hygraph.com/docs, Webhooks)",
    },
    by: ["body:/operation", "body:/data/__typename"],
    // updatedAt is not the time of publishing, unpublishing or deleting.
    cases: {
      Asset: { words: { "*": "asset" } },
      create: { time: ["body:/data/createdAt", "body:/data/updatedAt"] },
      update: { time: "body:/data/updatedAt" },
      publish: { time: "body:/data/publishedAt" },
    },
    subject: "body:/data/id",
    words: { "*": "entry" },
    checkedAgainst: ["our recorded requests"],
  },
});
