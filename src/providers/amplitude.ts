import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "amplitude",
  name: "Amplitude",
  category: "data",
  docs: "https://amplitude.com/docs/data/destination-catalog/webhooks",
  setup: {
    where: "Data → Catalog → Destinations → Webhook → Add another destination",
    secret: "chosen-by-you",
    note: "Amplitude does not sign: add a header Authorization whose value is the source's secret.",
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
