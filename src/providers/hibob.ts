import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "hibob",
  name: "HiBob",
  category: "hr",
  docs: "https://apidocs.hibob.com/reference/getting-started-webhooks",
  setup: {
    where: "System Settings → Integrations → Webhooks → Manage → Add",
    secret: "issued-by-provider",
  },
  retries: {
    source: "apidocs.hibob.com, Getting started with Webhooks: version 2 tries again, without a schedule",
  },
  signature: { scheme: "hmac", hash: "sha512", encoding: "base64", header: "bob-signature" },
  // HiBob's page does not say whether the test of a new connection is signed.
  handshakes: [
    { name: "ping", when: "body:/text", equals: "Ping test", unsigned: true, answer: { status: 200 } },
    { name: "signed-ping", when: "body:/text", equals: "Ping test", answer: { status: 200 } },
  ],
  event: {
    source: "com.hibob",
    type: ["body:/type"],
    equalDeliveries: {
      possible: false,
      why: "triggeredAt is the time of the change to the millisecond, beside the employee and the event (apidocs.hibob.com, Getting started with Webhooks)",
    },
    time: ["body:/triggeredAt", "body:/creationDate"],
    subject: ["body:/data/employeeId", "body:/employee/id"],
    words: {
      "employee.*": "employee",
      "table.entry.*": "employee updated",
    },
    checkedAgainst: [],
  },
});
