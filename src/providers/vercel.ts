import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "vercel",
  name: "Vercel",
  category: "devtools",
  docs: "https://vercel.com/docs/webhooks/webhooks-api",
  setup: {
    where:
      "Team → Settings → Webhooks → Create webhook; an integration's webhook in the Integrations Console",
    secret: "issued-by-provider",
    note: "The secret is shown once. For an integration, it is the integration's client secret.",
  },
  retries: {
    hours: 24,
    source:
      "vercel.com/docs/webhooks, as told by github.com/hookdeck/webhook-skills: with growing pauses " +
      "for up to 24 hours; not seen on the vendor's page",
  },
  signature: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-vercel-signature" },
  event: {
    source: "com.vercel",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/createdAt",
    subject: [
      "body:/payload/deployment/id",
      "body:/payload/project/id",
      "body:/payload/domain/name",
      "body:/payload/configuration/id",
    ],
    equalDeliveries: {
      possible: false,
      why: "The body has an id and the time in milliseconds (vercel.com/docs/webhooks/webhooks-api)",
    },
    checkedAgainst: ["a published payload: github.com/hookdeck/webhook-skills"],
    words: {
      "deployment.created": "deployment",
      "deployment.succeeded": "deployment",
      "deployment.ready": "deployment succeeded",
      "deployment.error": "deployment",
      "deployment.canceled": "deployment",
      "deployment.promoted": "deployment published",
      "project.created": "project",
      "project.removed": "project",
      "project.renamed": "project",
      "domain.created": "domain",
      "integration-configuration.removed": "integration uninstalled",
      "marketplace.invoice.*": "invoice",
      "alerts.triggered": "alert",
      "firewall.attack": "alert triggered",
    },
  },
});
