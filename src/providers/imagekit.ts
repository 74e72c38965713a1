import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "imagekit",
  name: "ImageKit",
  category: "media",
  docs: "https://imagekit.io/docs/webhooks",
  setup: {
    where: "Dashboard → Developer options → Webhooks → Add new",
    secret: "issued-by-provider",
    note: "The secret is the complete text, including whsec_.",
  },
  retries: {
    signed: "anew",
    source:
      "imagekit.io/docs/webhooks: no schedule was found; by inference: webhooks.unwrap() of @imagekit/nodejs refuses after 300 s",
  },
  signature: [
    {
      variant: "x-ik-signature",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-ik-signature",
      fields: { timestamp: "t", signature: "v1" },
      timestampUnit: "ms",
      signed: "{timestamp}.{body}",
      toleranceSeconds: 300,
    },
    // Standard Webhooks framing, but the key is text.
    { variant: "standard-webhooks", scheme: "standard-webhooks", prefix: "webhook", key: "utf8" },
  ],
  event: {
    source: "io.imagekit",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (imagekit.io/docs/webhooks)",
    },
    time: "body:/created_at",
    subject: ["body:/data/fileId", "body:/data/asset/url"],
    words: {
      "file.*": "file",
      "file-version.*": "file updated",
      "video.transformation.ready": "video completed",
      "video.transformation.error": "video failed",
      "upload.pre-transform.error": "file failed",
      "upload.post-transform.error": "file failed",
    },
    checkedAgainst: ["our recorded requests"],
  },
  marks: { userAgents: ["ImageKit"] },
});
