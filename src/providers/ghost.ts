import { defineProvider } from "../core/provider.ts";

// Ghost 6 puts the event's name into the body.
const named = Object.fromEntries(
  [
    "site.changed",
    ...["post", "page"].flatMap((thing) =>
      [
        "added",
        "edited",
        "deleted",
        "published",
        "published.edited",
        "unpublished",
        "scheduled",
        "unscheduled",
        "rescheduled",
        "tag.attached",
        "tag.detached",
      ].map((verb) => `${thing}.${verb}`),
    ),
    ...["member", "tag"].flatMap((thing) => ["added", "edited", "deleted"].map((verb) => `${thing}.${verb}`)),
  ].map((name) => [name, { type: ["body:/event"] as const }]),
);

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
  retries: {
    hours: 1 / 60,
    signed: "once",
    source:
      "github.com/TryGhost/Ghost, WebhookTrigger.js: at most five attempts of its HTTP client, seconds apart, with the headers of the " +
      "first",
  },
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
    distinct: ["query:event", "signing-time"],
    equalDeliveries: {
      possible: true,
      why:
        "Publishing sends one body as two events, and a site.changed has nothing but its name; the time of signing, in milliseconds, is " +
        "one for each webhook and stays on its attempts (github.com/TryGhost/Ghost, WebhookTrigger.js)",
    },
    checkedAgainst: ["the code that sends: github.com/TryGhost/Ghost, WebhookTrigger.js"],
    by: "body:/event",
    cases: named,
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
    words: {
      "post.*": "article",
      "post.published.edited": "article updated",
      "page.*": "page",
      "page.published.edited": "page updated",
      "member.*": "member",
      "tag.*": "tag",
      "site.*": "site",
    },
  },
});
