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
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "webhook-signature" },
  event: {
    source: "com.storyblok",
    type: ["body:/action"],
    // Publishing a story twice sends the same body.
    distinct: "delivery",
    subject: ["body:/story_id", "body:/asset_id", "body:/datasource_id"],
    origin: "text:https://mapi.storyblok.com/v1/spaces/{body:/space_id}",
    words: {
      published: "entry published",
      unpublished: "entry unpublished",
      moved: "entry moved",
      entries_updated: "entry updated",
    },
  },
});
