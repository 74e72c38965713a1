import { defineProvider } from "hookbridge";

/** A vendor that only this project knows. */
export default defineProvider({
  id: "depot",
  name: "Depot",
  category: "custom",
  docs: "https://depot.example/webhooks",
  setup: { where: "Settings", secret: "issued-by-provider" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-depot-signature" },
  event: { source: "com.example.depot", type: ["body:/event"], id: "body:/id", subject: "body:/parcel" },
});
