import { defineProvider } from "../core/provider.ts";

export default defineProvider({
  id: "npm-hooks",
  name: "npm registry hooks",
  category: "devtools",
  docs: "https://github.com/npm/registry/blob/main/docs/hooks/endpoints.md",
  setup: {
    where: "POST /-/npm/v1/hooks/hook to the registry with `type`, `name`, `endpoint` and `secret`",
    secret: "chosen-by-you",
    note: "npm's own client no longer has a command for hooks. Private registries such as cnpmcore send these hooks.",
  },
  retries: { source: "github.com/npm/registry docs/hooks: says nothing of further attempts" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-npm-signature",
    prefix: "sha256=",
  },
  event: {
    source: "com.npmjs",
    type: ["body:/event"],
    equalDeliveries: {
      possible: false,
      why: "Each body has its time in milliseconds, beside the package and the event (github.com/npm/registry docs/hooks)",
    },
    time: "body:/time",
    subject: "body:/name",
    checkedAgainst: ["the sender's source: github.com/cnpm/cnpmcore"],
    words: { "package:publish": "package", "package:unpublish": "package", "package:change": "package" },
  },
});
