import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "storyblok",
  name: "Storyblok",
  category: "cms",
  docs: "https://www.storyblok.com/docs/concepts/webhooks",
  setup: {
    where: "Space → Settings → Webhooks → New webhook → Webhook secret",
    secret: "chosen-by-you",
  },
  deadlineSeconds: 120,
  retries: {
    source: "storyblok.com/docs/concepts/webhooks: says nothing of retries",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "webhook-signature" },
  event: {
    source: "com.storyblok",
    type: ["body:/action"],
    // Publishing a story twice sends the same body.
    distinct: "delivery",
    subject: [
      "body:/story_id",
      "body:/asset_id",
      "body:/datasource_id",
      "body:/datasource_slug",
      "body:/user_id",
    ],
    origin: "text:https://mapi.storyblok.com/v1/spaces/{body:/space_id}",
    equalDeliveries: {
      possible: true,
      why:
        "A story that is published twice gives the same text, action and ids, and no header differs " +
        "(storyblok.com/docs/concepts/webhooks)",
    },
    checkedAgainst: [],
    // Stories and assets share names.
    by: ["text:story {has:body:/story_id}", "text:asset {has:body:/asset_id}"],
    cases: {
      "story true": { words: { deleted: "entry deleted" } },
      "asset true": {
        words: {
          created: "asset created",
          replaced: "asset updated",
          deleted: "asset deleted",
          restored: "asset restored",
        },
      },
    },
    words: {
      published: "entry published",
      unpublished: "entry unpublished",
      moved: "entry moved",
      entries_updated: "entry updated",
    },
  },
});
