import { defineProvider } from "../core/provider.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "base64" } as const;

export default defineProvider({
  id: "fourthwall",
  name: "Fourthwall",
  category: "ecommerce",
  docs: "https://docs.fourthwall.com/webhooks/signature-verification",
  setup: {
    where: "Dashboard → Settings → For developers → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note:
      "The secret is shown in the webhook's settings. For a platform app, it is the HMAC key in the app's " +
      "settings.",
  },
  retries: { source: "docs.fourthwall.com/webhooks: retries were looked for there, and not found" },
  signature: [
    { variant: "shop", ...hmac, header: "x-fourthwall-hmac-sha256" },
    { variant: "app", ...hmac, header: "x-fourthwall-hmac-apps-sha256" },
  ],
  event: {
    source: "com.fourthwall",
    type: ["body:/type"],
    id: "body:/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id, one for each event (docs.fourthwall.com/webhooks)",
    },
    checkedAgainst: [],
    time: "body:/createdAt",
    subject: "body:/data/id",
    words: {
      ORDER_PLACED: "order created",
      ORDER_UPDATED: "order updated",
      "PRODUCT_*": "product",
      PLATFORM_APP_DISCONNECTED: "app uninstalled",
      SUBSCRIPTION_PURCHASED: "subscription created",
      SUBSCRIPTION_CHANGED: "subscription updated",
      SUBSCRIPTION_EXPIRED: "subscription expired",
      NEWSLETTER_SUBSCRIBED: "subscriber subscribed",
    },
  },
  marks: { sides: [{ at: "body:/testMode", test: ["true"], live: ["false"] }] },
});
