import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "svix",
  name: "Svix",
  category: "standard",
  docs: "https://docs.svix.com/receiving/verifying-payloads/how",
  setup: {
    where: "The sender's Svix portal → Endpoints → Add Endpoint",
    secret: "issued-by-provider",
    note: "The secret is the endpoint's Signing Secret (whsec_…).",
  },
  deadlineSeconds: 15,
  signature: [
    { scheme: "standard-webhooks", prefix: "svix" },
    { scheme: "standard-webhooks", prefix: "webhook" },
  ],
  event: {
    source: "com.svix",
    type: ["body:/type"],
    id: ["header:svix-id", "header:webhook-id"],
    time: "body:/timestamp",
  },
});
