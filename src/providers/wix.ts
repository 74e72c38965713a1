import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "wix",
  name: "Wix",
  category: "ecommerce",
  docs: "https://dev.wix.com/docs/build-apps/develop-your-app/api-integrations/events-and-webhooks/about-webhooks",
  setup: {
    where: "App dashboard → Develop → Webhooks → Create webhook",
    secret: "public-key",
    note: "The secret is the app's public key, as PEM or as the base64 that the dashboard shows.",
  },
  retries: {
    hours: 47.2,
    signed: "anew",
    source:
      "dev.wix.com, Webhook Resend Policy: twelve more attempts, the last some 47 hours after the " +
      "first; by inference: @wix/sdk refuses a token after its end",
  },
  // The whole body is the token, whatever its content type says. It contains JSON inside JSON.
  signature: { scheme: "jwt-body", algorithms: ["RS256"], key: "pem" },
  event: {
    source: "com.wix",
    type: ["body:/data/eventType"],
    id: "body:/data/data/id",
    time: "body:/data/data/eventTime",
    subject: "body:/data/data/entityId",
    origin: "text:/instances/{body:/data/instanceId}",
    equalDeliveries: {
      possible: false,
      why:
        "An event has an id in the signed token; older ones without it have the token's time of " +
        "issue (our reading of the body: recorded requests)",
    },
    checkedAgainst: [],
    words: {
      AppInstalled: "app installed",
      AppRemoved: "app uninstalled",
      "wix.contacts.v4.contact_*": "contact",
      "wix.ecom.v1.order_*": "order",
      "wix.ecom.v1.cart_*": "cart",
      "wix.ecom.v1.checkout_*": "checkout",
    },
  },
});
