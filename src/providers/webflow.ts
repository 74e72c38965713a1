import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "webflow",
  name: "Webflow",
  category: "cms",
  docs: "https://developers.webflow.com/data/docs/working-with-webhooks",
  setup: {
    where: "POST /v2/sites/{site_id}/webhooks",
    secret: "issued-by-provider",
    note: "The secret is the app's client secret, or the webhook's secretKey if a site token created it. Webhooks created in the dashboard are not signed.",
  },
  retries: {
    hours: 0.5,
    signed: "anew",
    source:
      "developers.webflow.com/data/changelog/webhook-retries: three attempts at most; ten minutes " +
      "apart (github.com/hookdeck/webhook-skills); by inference: Webflow's advice is to refuse after " +
      "300 s",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-webflow-signature",
    timestamp: "header:x-webflow-timestamp",
    timestampUnit: "ms",
    signed: "{timestamp}:{body}",
    toleranceSeconds: 300,
  },
  event: {
    source: "com.webflow",
    type: ["body:/triggerType"],
    // Items are published together.
    each: "body:/payload/items",
    // Inventory events have no time: levels of five, four and five again give the same bytes.
    distinct: "text:{body:/payload/inventoryType} {header:x-webflow-timestamp}",
    time: [
      "item:/lastPublished",
      "body:/payload/submittedAt",
      "body:/payload/publishedOn",
      "body:/payload/deletedOn",
      "body:/payload/lastUpdated",
      "body:/payload/createdOn",
    ],
    subject: [
      "item:/id",
      "body:/payload/id",
      "body:/payload/commentId",
      "body:/payload/pageId",
      "body:/payload/orderId",
      "body:/payload/siteId",
    ],
    origin: [
      "text:https://api.webflow.com/v2/sites/{item:/siteId}",
      "text:https://api.webflow.com/v2/sites/{body:/payload/siteId}",
    ],
    equalDeliveries: {
      possible: true,
      why:
        "Inventory events have no time and no id: levels of five, four and five again give the same " +
        "bytes, and only the time of signing differs (our reading of the body: recorded requests)",
    },
    checkedAgainst: ["published payloads: github.com/hookdeck/webhook-skills"],
    words: {
      form_submission: "form submitted",
      site_publish: "site published",
      "page_*": "page",
      page_metadata_updated: "page updated",
      "collection_item_*": "entry",
      comment_created: "comment created",
      ecomm_new_order: "order created",
      ecomm_order_changed: "order updated",
      ecomm_inventory_changed: "inventory updated",
    },
  },
});
