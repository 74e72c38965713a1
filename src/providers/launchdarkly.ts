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
  retries: {
    source:
      "launchdarkly.com/docs/api/webhooks, Understanding connection retries (in public copies of the " +
      "page): once more; it does not say when",
  },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-ld-signature" },
  event: {
    source: "com.launchdarkly",
    // The payload is an entry of the audit log, which may hold several actions: each is an event with the whole entry.
    each: "body:/accesses",
    data: "body:",
    type: ["body:/kind", "item:/action"],
    id: "body:/_id",
    equalDeliveries: {
      possible: false,
      why: "Each body has the _id of its entry in the audit log (launchdarkly.com/docs/api/webhooks)",
    },
    time: "body:/date",
    subject: "item:/resource",
    by: "body:/titleVerb",
    cases: {
      "turned on the flag": { words: { "flag.updateOn": "feature-flag activated" } },
      "turned off the flag": { words: { "flag.updateOn": "feature-flag deactivated" } },
    },
    checkedAgainst: ["the vendor's documented example: launchdarkly.com/docs/api/webhooks"],
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
  marks: { userAgents: ["LaunchDarkly-Webhooks"] },
});
