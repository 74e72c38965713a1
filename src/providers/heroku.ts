import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "heroku",
  name: "Heroku",
  category: "devtools",
  docs: "https://devcenter.heroku.com/articles/app-webhooks",
  setup: {
    where:
      "`heroku webhooks:add -i api:release,api:build -l sync -u <URL> -s <secret>`, or an app's More → View webhooks",
    secret: "chosen-by-you",
    note: "Choose the level sync: Heroku does not retry deliveries of the level notify.",
  },
  retries: {
    hours: 72,
    source:
      "devcenter.heroku.com/changelog-items/2525 and /articles/app-webhooks-schema: the level sync for up to 72 hours, the level notify " +
      "never",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "heroku-webhook-hmac-sha256" },
  event: {
    source: "com.heroku",
    type: ["body:/webhook_metadata/event/include", "body:/action"],
    id: ["body:/webhook_metadata/event/id", "body:/id"],
    equalDeliveries: {
      possible: false,
      why:
        "webhook_metadata.event.id is in the signed body, one for each event " +
        "(devcenter.heroku.com/articles/app-webhooks)",
    },
    checkedAgainst: [],
    time: ["body:/published_at", "body:/created_at"],
    subject: "body:/data/id",
    origin: "text:https://api.heroku.com/apps/{body:/data/app/id}",
    by: [
      "body:/webhook_metadata/event/include",
      "text:{body:/webhook_metadata/event/include}.{body:/action}.{body:/data/status}",
    ],
    cases: {
      "api:app": { origin: "text:https://api.heroku.com/apps/{body:/data/id}" },
      "api:build.update.succeeded": { words: { "*": "build succeeded" } },
      "api:build.update.failed": { words: { "*": "build failed" } },
      "api:release.update.succeeded": { words: { "*": "release succeeded" } },
      "api:release.update.failed": { words: { "*": "release failed" } },
    },
    words: {
      "api:app.*": "app",
      "api:build.*": "build",
      "api:release.*": "release",
      "api:domain.*": "domain",
      "api:addon.*": "integration",
      "api:collaborator.*": "member",
      "api:sni-endpoint.*": "credential",
    },
  },
  marks: { userAgents: ["Heroku Webhooks"] },
});
