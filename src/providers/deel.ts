import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "deel",
  name: "Deel",
  category: "hr",
  docs: "https://developer.deel.com/api/webhooks/introduction",
  setup: {
    where: "More → Developer → Webhooks → Create webhook",
    secret: "issued-by-provider",
    note: "The secret is the webhook's signing key.",
  },
  deadlineSeconds: 30,
  retries: {
    source:
      "developer.deel.com/api/webhooks/introduction: retries by itself, and disables the webhook after ten failures; the times were not " +
      "found",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-deel-signature",
    signed: "POST{body}",
  },
  event: {
    source: "com.deel",
    type: ["body:/data/meta/event_type"],
    // One event may be about several resources.
    each: "body:/data/resource",
    data: "body:",
    equalDeliveries: {
      possible: false,
      why:
        "Each body has the time of the event in milliseconds with the resources that it is about " +
        "(developer.deel.com, Webhooks)",
    },
    checkedAgainst: [],
    time: "body:/timestamp",
    subject: ["item:/id", "body:/data/resource/id"],
    words: {
      "contract.*": "agreement",
      "contract.terminated": "agreement terminated",
      "invoice.*": "invoice",
      "payment.*": "payment",
    },
  },
  marks: { sortsKeys: true },
});
