import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "mandrill",
  name: "Mailchimp Transactional (Mandrill)",
  category: "comms",
  docs: "https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/#authenticating-webhook-requests",
  setup: {
    where: "Mandrill → Settings → Webhooks → Add a webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's key. The URL is signed: enter exactly the public URL.",
  },
  retries: {
    source:
      "mandrill.zendesk.com, Can I stop a failed webhook batch from retrying: a failed batch is " +
      "tried again by itself; for how long is not said",
  },
  signature: { scheme: "twilio", header: "x-mandrill-signature" },
  handshakes: [{ name: "probe", method: "HEAD", unsigned: true, answer: { status: 200 } }],
  event: {
    source: "com.mandrillapp",
    payload: "form:mandrill_events",
    each: "body:",
    type: ["item:/event", "item:/type", "item:/action"],
    // A mail scanner clicks every link within the same second.
    id: [
      "text:{item:/_id}-{item:/event}-{item:/ts}-{item:/url}",
      "text:{item:/_id}-{item:/event}-{item:/ts}",
    ],
    equalDeliveries: {
      possible: "unknown",
      why:
        "ts is to the second: an event of the same mail, kind and link counts once within it (our " +
        "reading of the body: recorded requests)",
    },
    time: "item:/ts",
    subject: ["item:/_id", "item:/msg/headers/Message-Id"],
    checkedAgainst: ["the vendor's documented examples"],
    words: {
      send: "email sent",
      deferral: "email deferred",
      hard_bounce: "email bounced",
      soft_bounce: "email bounced",
      open: "email opened",
      click: "email clicked",
      spam: "email complained",
      unsub: "subscriber unsubscribed",
      reject: "email rejected",
      delivered: "email delivered",
      inbound: "email received",
    },
  },
  marks: { userAgents: ["Mandrill-Webhook"] },
});
