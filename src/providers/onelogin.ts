import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "onelogin",
  name: "OneLogin",
  category: "identity",
  docs: "https://developers.onelogin.com/api-docs/1/events/webhooks",
  setup: {
    where: "Developers → Webhooks → New Webhook → Event Webhook for Log Management",
    secret: "chosen-by-you",
    note: "Add a custom Authorization header whose value is the secret. OneLogin does not sign deliveries. Choose the JSON array format.",
  },
  retries: {
    source: "developers.onelogin.com, Event webhooks: no schedule was found",
  },
  signature: { scheme: "token", from: "header:authorization" },
  event: {
    source: "com.onelogin",
    each: "body:",
    type: ["item:/event_type_id"],
    id: ["item:/uuid", "item:/id"],
    time: ["item:/event_timestamp", "item:/created_at"],
    subject: ["item:/user_id", "item:/app_id"],
    // Event type numbers: https://developers.onelogin.com/api-docs/1/events/event-types
    equalDeliveries: {
      possible: false,
      why: "Each event has a uuid or an id of its own, and the token proves the whole request (developers.onelogin.com, Event webhooks)",
    },
    checkedAgainst: [],
    words: {
      "5": "login succeeded",
      "6": "login failed",
      "12": "user unlocked",
      "13": "user created",
      "15": "user deactivated",
      "17": "user deleted",
      "19": "user locked",
    },
  },
});
