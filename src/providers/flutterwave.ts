import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "flutterwave",
  name: "Flutterwave",
  category: "payments",
  docs: "https://developer.flutterwave.com/v3.0/docs/webhooks",
  setup: {
    where: "Dashboard → Settings → Webhooks → URL and Secret hash",
    secret: "chosen-by-you",
    note: "For v3: its verif-hash header is the secret hash itself, which proves the sender, not the body.",
  },
  signature: { scheme: "token", from: "header:verif-hash" },
  event: {
    source: "com.flutterwave",
    type: ["body:/event"],
    time: "body:/data/created_at",
    subject: "body:/data/id",
    words: {
      "charge.completed": "payment completed",
      "transfer.completed": "transfer completed",
      "subscription.cancelled": "subscription canceled",
    },
  },
});
