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
    subject: ["body:/data/vehicle/id", "body:/payload/vehicleId"],
    words: { VEHICLE_STATE: "vehicle updated", VEHICLE_ERROR: "vehicle failed", schedule: "vehicle updated" },
  },
});
