import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "livekit",
  name: "LiveKit",
  category: "devtools",
  docs: "https://docs.livekit.io/home/server/webhooks/",
  setup: {
    where: "Cloud: Settings → Webhooks; self-hosted: webhook.urls in the server's configuration",
    secret: "issued-by-provider",
    note: "The secret is the API secret of the key that signs the webhooks.",
  },
  deadlineSeconds: 5,
  signature: {
    scheme: "jwt",
    header: "authorization",
    algorithms: ["HS256"],
    key: "utf8",
    bodyHash: { claim: "sha256", encoding: "base64" },
    leewaySeconds: 10,
  },
  event: {
    source: "io.livekit",
    type: ["body:/event"],
    id: "body:/id",
    time: "body:/createdAt",
    subject: ["body:/room/name", "body:/egressInfo/egressId", "body:/ingressInfo/ingressId"],
    words: {
      "room_*": "room",
      "participant_*": "participant",
      participant_connection_aborted: "participant failed",
      "track_*": "stream",
      "ingress_*": "stream",
      "egress_*": "recording",
    },
  },
});
