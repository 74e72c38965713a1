import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "ghost",
  name: "Ghost",
  category: "cms",
  docs: "https://ghost.org/docs/webhooks/",
  setup: {
    where: "Settings → Integrations → Add custom integration → Add webhook",
    secret: "chosen-by-you",
    note: "Ghost does not name its event: add it to each webhook's URL, for example `?event=post.published`.",
  },
  deadlineSeconds: 2,
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-ghost-signature",
    fields: { timestamp: "t", signature: "sha256" }, // sha256=5257a8…, t=1767225600000
    timestampUnit: "ms",
    signed: "{body}{timestamp}",
    toleranceSeconds: 300,
  },
  event: {
    source: "org.ghost",
    type: ["query:event"],
    // Publishing sends one body as post.published and as post.edited. Every site.changed has the body {}.
    distinct: ["query:event", "signing-time"],
    // `current` is empty for a deletion.
    time: [
      "body:/post/current/updated_at",
      "body:/page/current/updated_at",
      "body:/member/current/updated_at",
      "body:/tag/current/updated_at",
    ],
    subject: [
      "body:/post/current/id",
      "body:/post/previous/id",
      "body:/page/current/id",
      "body:/page/previous/id",
      "body:/member/current/id",
      "body:/member/previous/id",
      "body:/tag/current/id",
      "body:/tag/previous/id",
    ],
    words: { "post.*": "article", "page.*": "page", "member.*": "member", "tag.*": "tag", "site.*": "site" },
  },
});
