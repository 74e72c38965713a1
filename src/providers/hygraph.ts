import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "hygraph",
  name: "Hygraph",
  category: "cms",
  docs: "https://hygraph.com/docs/api-reference/basics/webhooks",
  setup: { where: "Project settings → Webhooks → Add webhook → Secret key", secret: "chosen-by-you" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: "gcms-signature",
    fields: { timestamp: "t", signature: "sign" },
    timestampUnit: "ms",
    signed: '{"Body":{body as json},"EnvironmentName":"{field:env}","TimeStamp":{timestamp}}',
    toleranceSeconds: 300,
  },
  event: {
    source: "com.hygraph",
    type: ["body:/operation"],
    // Publishing twice can send the same body twice.
    distinct: "signing-time",
    time: "body:/data/updatedAt",
    subject: "body:/data/id",
    words: { "*": "entry" },
  },
});
