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
    hours: 0.3,
    source:
      "cloudinary.com/documentation/notifications, as told by github.com/api-evangelist/cloudinary: " +
      "up to three times, after 3, 6 and 9 minutes; the SDK refuses after two hours; not seen on the " +
      "vendor's page",
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
    // Deletions and some changes name several assets at once.
    each: "body:/resources",
    equalDeliveries: {
      possible: "unknown",
      why:
        "Uploads have the request_id of what was done, but deletions and changes only the time at " +
        "which they were triggered, of a precision that is not written down; equal bodies count once " +
        "(our reading of the body: recorded requests)",
    },
    checkedAgainst: [
      "the vendor's documented examples",
      "schemas: github.com/api-evangelist/cloudinary, asyncapi",
    ],
    time: ["body:/timestamp", "body:/created_at", "body:/notification_context/triggered_at"],
    subject: [
      "item:/asset_id",
      "item:/public_id",
      "body:/asset_id",
      "body:/public_id",
      "body:/proof_id",
      "body:/folder_path",
      "body:/to_path",
      // A change of what is known of an asset names it in a member's name.
      "key:body:/resources",
    ],
    words: {
      upload: "asset uploaded",
      rename: "asset renamed",
      move: "asset moved",
      delete: "asset deleted",
      error: "asset failed",
      resource_tags_changed: "asset updated",
      resource_context_changed: "asset updated",
      resource_metadata_changed: "asset updated",
      resource_display_name_changed: "asset updated",
      access_control_changed: "asset updated",
      create_folder: "folder created",
      delete_folder: "folder deleted",
      move_or_rename_asset_folder: "folder moved",
    },
  },
});
