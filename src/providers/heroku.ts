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
  signature: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "heroku-webhook-hmac-sha256" },
  event: {
    source: "com.heroku",
    type: ["body:/webhook_metadata/event/include", "body:/action"],
    id: ["body:/webhook_metadata/event/id", "body:/id"],
    time: ["body:/published_at", "body:/created_at"],
    subject: "body:/data/id",
    origin: ["text:https://api.heroku.com/apps/{body:/data/app/id}"],
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
});
