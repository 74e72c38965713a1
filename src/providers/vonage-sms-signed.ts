import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "vonage-sms-signed",
  name: "Vonage SMS (signed parameters)",
  category: "comms",
  docs: "https://developer.vonage.com/en/getting-started/concepts/signing-messages",
  setup: {
    where: "Dashboard → Settings → SMS: signed webhooks",
    secret: "issued-by-provider",
    note: "The secret is the account's signature secret. Any of its signature methods works, with the webhook format GET, POST or POST-JSON.",
  },
  retries: {
    hours: 24,
    source:
      "api.support.vonage.com, How long does Vonage retry: for 24 hours, also for the SMS API; it " +
      "does not say whether the parameters are signed anew",
  },
  methods: ["POST", "GET"],
  signature: {
    scheme: "sorted-parameters",
    parameter: "sig",
    hashes: ["sha256", "sha512", "sha1", "md5"],
    timestamp: "form:timestamp",
    // Vonage repeats for a day.
    toleranceSeconds: 90_000,
  },
  event: {
    source: "com.vonage.sms",
    type: [
      "text:message.{form:status}",
      "text:message.{query:status}",
      "text:message.{body:/status}",
      "text:inbound.{form:type}",
      "text:inbound.{query:type}",
      "text:inbound.{body:/type}",
    ],
    id: [
      "text:{form:messageId}-{form:status}",
      "text:{query:messageId}-{query:status}",
      "text:{body:/messageId}-{body:/status}",
      "form:messageId",
      "query:messageId",
      "body:/messageId",
    ],
    time: ["form:message-timestamp", "query:message-timestamp", "body:/message-timestamp"],
    subject: ["form:messageId", "query:messageId", "body:/messageId"],
    equalDeliveries: {
      possible: false,
      why:
        "Each message has its id, and a receipt also its status and the time of the change (our " +
        "reading of the body: recorded requests)",
    },
    checkedAgainst: ["our recorded requests"],
    words: { "message.*": "message", "inbound.*": "message received" },
  },
});
