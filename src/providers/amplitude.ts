import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "amplitude",
  name: "Amplitude",
  category: "data",
  docs: "https://amplitude.com/docs/data/destination-catalog/webhooks",
  setup: {
    where: "Data → Catalog → Destinations → Webhook → Add another destination",
    secret: "chosen-by-you",
    note: "Add an Authorization header whose value is the secret. Amplitude does not sign deliveries.",
  },
  retries: {
    hours: 4,
    source: "amplitude.com/docs/data/destination-catalog/webhooks: nine more attempts over four hours",
  },
  signature: { scheme: "token", from: "header:authorization" },
  event: {
    source: "com.amplitude",
    type: ["body:/event_type"],
    id: ["body:/uuid", "body:/$insert_id", "body:/insert_id"],
    distinct: "delivery",
    equalDeliveries: {
      possible: true,
      why:
        "Events have a uuid. Forwarded users and payloads by a template of yours may have none, so " +
        "every accepted request without one is an event " +
        "(amplitude.com/docs/data/destination-catalog/webhooks)",
    },
    checkedAgainst: ["the vendor's documented examples: github.com/amplitude/amplitude-docs"],
    time: "body:/event_time",
    subject: ["body:/user_id", "body:/device_id"],
  },
});
