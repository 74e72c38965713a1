import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "kit",
  aliases: ["convertkit"],
  name: "Kit (ConvertKit)",
  category: "marketing",
  docs: "https://developers.kit.com/webhooks/overview",
  setup: {
    where: "app.kit.com/webhooks, or POST https://api.kit.com/v4/webhook_endpoints",
    secret: "issued-by-provider",
    note: "The secret is shown once. Legacy webhooks (/v4/webhooks) are not signed: append `?token=<secret>&event=<event>` to their URL.",
  },
  retries: {
    hours: 41.3,
    signed: "anew",
    source:
      "developers.kit.com/webhooks/retries: seven times within about 41 hours; a retry is signed again when it is sent",
  },
  signature: [
    {
      variant: "endpoint",
      scheme: "hmac",
      hash: "sha256",
      encoding: "hex",
      header: "x-kit-signature",
      fields: { timestamp: "t", signature: "v1" },
      signed: "{timestamp}.{body}",
      toleranceSeconds: 300,
    },
    { variant: "legacy", scheme: "token", from: "query:token" },
  ],
  event: {
    source: "com.kit",
    each: "body:/events",
    // A legacy webhook's body does not name its event, and two events can have the same body.
    type: ["item:/type", "query:event"],
    id: "item:/id",
    // For legacy webhooks; an endpoint's events have ids.
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why: "An endpoint's events have ids; a legacy webhook's body has neither id nor time (developers.kit.com, Webhooks)",
    },
    time: ["item:/created", "body:/transaction_time"],
    subject: ["item:/data/subscriber/id", "body:/subscriber/id", "body:/id"],
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      "subscriber.*": "subscriber",
      "subscriber.subscriber_activate": "subscriber activated",
      "subscriber.subscriber_unsubscribe": "subscriber unsubscribed",
      "subscriber.form_subscribe": "subscriber subscribed",
      "subscriber.course_subscribe": "subscriber updated",
      "subscriber.bounced": "email bounced",
      "subscriber.complained": "email complained",
      "subscriber.subscribed_to_form": "subscriber subscribed",
      "subscriber.subscriber_bounce": "email bounced",
      "subscriber.subscriber_complain": "email complained",
      "subscriber.course_complete": "subscriber updated",
      "subscriber.link_click": "email clicked",
      "subscriber.product_purchase": "order created",
      "subscriber.tag_add": "subscriber updated",
      "subscriber.tag_remove": "subscriber updated",
      "purchase.purchase_create": "order created",
    },
  },
});
