import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "box",
  name: "Box",
  category: "documents",
  docs: "https://developer.box.com/guides/webhooks/v2/signatures-v2/",
  setup: {
    where: "Developer Console → your app → Webhooks → Manage signature keys, then Create webhook",
    secret: "issued-by-provider",
    note: "Two secrets: the primary and the secondary signature key.",
  },
  deadlineSeconds: 30,
  retries: {
    hours: 2,
    signed: "anew",
    source:
      "github.com/box/developer.box.com, Webhooks V2: up to 12 retries within two hours; by " +
      "inference: box-node-sdk refuses after 600 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "base64",
    header: ["box-signature-primary", "box-signature-secondary"],
    timestamp: "header:box-delivery-timestamp",
    timestampUnit: "iso",
    // Some bodies arrive with different escapes from those that Box signed.
    signed: ["{body}{timestamp}", "{body as ascii}{timestamp}"],
    toleranceSeconds: 600,
  },
  event: {
    source: "com.box",
    type: ["body:/trigger"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why:
        "The signed body has an id of the event, which a retry keeps; BOX-DELIVERY-ID changes " +
        "(developer.box.com/guides/webhooks/v2)",
    },
    checkedAgainst: ["the vendor's list of triggers: github.com/box/developer.box.com"],
    time: "body:/created_at",
    subject: "body:/source/id",
    // What the metadata belongs to.
    by: "body:/source/type",
    cases: {
      file: { words: { "METADATA_INSTANCE.*": "file updated" } },
      folder: { words: { "METADATA_INSTANCE.*": "folder updated" } },
    },
    words: {
      "FILE.*": "file",
      "FILE.PREVIEWED": "file viewed",
      "FOLDER.*": "folder",
      "COMMENT.*": "comment",
      "TASK_ASSIGNMENT.*": "task",
      "COLLABORATION.*": "permission",
      "SHARED_LINK.*": "permission",
      "SIGN_REQUEST.*": "agreement",
      "SIGN_REQUEST.SIGNATURE_REQUESTED": "agreement sent",
      "SIGN_REQUEST.SIGNER_SIGNED": "agreement signed",
      "SIGN_REQUEST.SIGNER_EMAIL_BOUNCED": "email bounced",
      "SIGN_REQUEST.ERROR_FINALIZING": "agreement failed",
      "WEBHOOK.DELETED": "webhook deleted",
    },
  },
});
