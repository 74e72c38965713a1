import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "launchdarkly",
  name: "LaunchDarkly",
  category: "devtools",
  docs: "https://launchdarkly.com/docs/home/infrastructure/webhooks",
  setup: {
    where: "Organization settings → Integrations → Webhooks → Add integration",
    secret: "chosen-by-you",
    note: "Select Sign this webhook; otherwise, deliveries are not signed.",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-ld-signature" },
  event: {
    source: "com.launchdarkly",
    // The payload is an audit log entry: the kind of resource, and the first of its actions.
    type: ["body:/kind", "body:/accesses/0/action"],
    id: "body:/_id",
    time: "body:/date",
    subject: "body:/accesses/0/resource",
    words: {
      "flag.*": "feature-flag updated",
      "flag.createFlag": "feature-flag created",
      "flag.deleteFlag": "feature-flag deleted",
      "environment.*": "environment updated",
      "environment.createEnvironment": "environment created",
      "environment.deleteEnvironment": "environment deleted",
      "project.*": "project updated",
      "project.createProject": "project created",
      "project.deleteProject": "project deleted",
      "segment.*": "segment updated",
      "segment.createSegment": "segment created",
      "segment.deleteSegment": "segment deleted",
      "member.*": "member updated",
      "member.createMember": "member created",
      "member.deleteMember": "member deleted",
    },
  },
});
