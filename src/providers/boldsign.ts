import { defineProvider } from "../core/provider.ts";

const verification = {
  when: "header:x-boldsign-event",
  equals: "Verification",
  answer: { status: 200 },
} as const;

export default defineProvider({
  id: "boldsign",
  name: "BoldSign",
  category: "documents",
  docs: "https://developers.boldsign.com/webhooks/validate-webhook/",
  setup: { where: "API → Webhooks → Add Webhook", secret: "issued-by-provider" },
  retries: {
    hours: 34,
    source:
      "developers.boldsign.com/webhooks/webhook-configuration-and-lifecycle: six retries; its SDK " +
      "refuses after 300 seconds, but its page calls `t` the time of the event",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-boldsign-signature",
    // t=1781530199, s0=5257a8…; during a key rotation also s1=60303a…
    fields: { timestamp: "t", signature: "*" },
    signed: "{timestamp}.{body}",
    // Its schedule and two hours, because attempts may carry the first one's time.
    toleranceSeconds: 129_600,
  },
  handshakes: [
    { name: "verification", unsigned: true, ...verification },
    { name: "signed-verification", ...verification },
  ],
  event: {
    source: "com.boldsign",
    type: ["body:/event/eventType"],
    id: "body:/event/id",
    equalDeliveries: {
      possible: false,
      why: "The signed body has an id of the event (developers.boldsign.com/webhooks)",
    },
    checkedAgainst: ["our recorded requests"],
    time: "body:/event/created",
    subject: ["body:/data/documentId", "body:/data/templateId", "body:/data/identityId"],
    words: {
      Sent: "agreement sent",
      Viewed: "agreement viewed",
      Edited: "agreement updated",
      Reassigned: "agreement assigned",
      SendFailed: "agreement failed",
      DeliveryFailed: "email failed",
      Signed: "agreement signed",
      Completed: "agreement completed",
      Declined: "agreement rejected",
      Revoked: "agreement canceled",
      Expired: "agreement expired",
      "Template*": "template",
    },
  },
  marks: { sides: [{ at: "body:/event/environment", test: ["Test"], live: ["Live"] }] },
});
