import { defineProvider } from "../core/provider.ts";

const challengeAnswer = { hash: "sha256", encoding: "hex", json: { digest: "challenge" } } as const;

export default defineProvider({
  id: "smartcar",
  name: "Smartcar",
  category: "consumer",
  docs: "https://smartcar.com/docs/integrations/webhooks",
  setup: {
    where: "Dashboard → Integrations → Webhooks → Create, then Verify",
    secret: "issued-by-provider",
    note: "The secret is the application management token (Configuration). Set it in the bridge before you press Verify.",
  },
  deadlineSeconds: 15,
  retries: {
    hours: 0.05,
    source: "smartcar.com/docs/api-reference/webhooks/delivery-behavior: after 25, 50 and 100 s",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "sc-signature" },
  handshakes: [
    {
      name: "verification-v2",
      when: "body:/eventName",
      equals: "verify",
      unsigned: true,
      answer: { ...challengeAnswer, hmac: "body:/payload/challenge" },
    },
    {
      name: "verification-v4",
      when: "body:/eventType",
      equals: "VERIFY",
      unsigned: true,
      answer: { ...challengeAnswer, hmac: "body:/data/challenge" },
    },
    {
      name: "signed-verification",
      when: "body:/eventType",
      equals: "VERIFY",
      answer: { ...challengeAnswer, hmac: "body:/data/challenge" },
    },
  ],
  event: {
    source: "com.smartcar",
    type: ["body:/eventType", "body:/eventName"],
    id: "body:/eventId",
    time: "body:/meta/deliveredAt",
    subject: ["body:/data/vehicle/id", "body:/vehicleId", "body:/payload/vehicleId"],
    equalDeliveries: {
      possible: "unknown",
      why:
        "eventId is signed, is one for each event, and a retry keeps it; the older version 2 has " +
        "none, but readings with their times " +
        "(smartcar.com/docs/api-reference/webhooks/events/overview)",
    },
    checkedAgainst: ["our recorded requests"],
    words: { VEHICLE_STATE: "vehicle updated", VEHICLE_ERROR: "vehicle failed", schedule: "vehicle updated" },
  },
});
