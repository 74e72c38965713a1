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
    time: "body:/time",
    subject: "body:/name",
    words: { "package:publish": "package", "package:unpublish": "package", "package:change": "package" },
  },
});
