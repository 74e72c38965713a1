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
  retries: {
    hours: 0.05,
    signed: "once",
    source:
      "github.com/livekit/protocol webhook/url_notifier.go: four times within seconds, with one token that is valid for five minutes",
  },
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
    equalDeliveries: {
      possible: false,
      why: "Each body has the id of its event (docs.livekit.io, Webhooks)",
    },
    time: "body:/createdAt",
    subject: [
      "body:/egressInfo/egressId",
      "body:/ingressInfo/ingressId",
      "body:/track/sid",
      "body:/participant/identity",
      "body:/room/name",
    ],
    by: "body:/egressInfo/status",
    cases: {
      EGRESS_FAILED: { words: { egress_ended: "recording failed" } },
      EGRESS_ABORTED: { words: { egress_ended: "recording canceled" } },
    },
    checkedAgainst: ["the sender's source: github.com/livekit/protocol"],
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
