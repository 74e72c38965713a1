import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "cloudinary",
  name: "Cloudinary",
  category: "devtools",
  docs: "https://cloudinary.com/documentation/notifications#verifying_notification_signatures",
  setup: {
    where: "Console → Settings → Webhook Notifications → Add Notification URL",
    secret: "issued-by-provider",
    note: "The secret is the API secret of the signing key. The same page sets which key signs.",
  },
  retries: {
    source:
      "cloudinary.com/documentation/notifications: no schedule in the part that we could read; the " +
      "SDK refuses after two hours",
  },
  signature: {
    scheme: "keyed-hash",
    hash: ["sha1", "sha256"],
    encoding: "hex",
    header: "x-cld-signature",
    timestamp: "header:x-cld-timestamp",
    signed: "{body}{timestamp}{secret}",
    toleranceSeconds: 7200,
  },
  event: {
    source: "com.cloudinary",
    type: ["body:/notification_type"],
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has the request_id of what was done, and a time " +
        "(cloudinary.com/documentation/notifications)",
    },
    checkedAgainst: ["the vendor's documented examples"],
    time: ["body:/timestamp", "body:/created_at", "body:/notification_context/triggered_at"],
    subject: ["body:/asset_id", "body:/public_id"],
    words: {
      upload: "asset uploaded",
      rename: "asset renamed",
      delete: "asset deleted",
      error: "asset failed",
    },
  },
});
