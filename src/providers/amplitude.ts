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
  signature: { scheme: "token", from: "header:authorization" },
  event: {
    source: "com.amplitude",
    type: ["body:/event_type"],
    id: ["body:/uuid", "body:/$insert_id", "body:/insert_id"],
    time: "body:/event_time",
    subject: ["body:/user_id", "body:/device_id"],
  },
});
