const titleCase = (id: string): string =>
  id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");

/**
 * The text of a new provider's file, with the most common scheme: an HMAC of the body in a header.
 * @param own true for a company's own provider, which imports the package; the catalogue's import their neighbour
 */
export function providerSkeleton(id: string, own: boolean): string {
  const domain = id.replaceAll("-", "");
  const core = own ? "hookbridge" : "../core/provider.ts";
  return `import { defineProvider } from "${core}";

export default defineProvider({
  id: "${id}",
  name: "${titleCase(id)}",
  category: "${own ? "custom" : "devtools"}",
  docs: "https://docs.${domain}.example/webhooks",
  setup: { where: "Settings → Webhooks → Add endpoint", secret: "issued-by-provider" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-${domain}-signature" },
  retries: { source: "docs.${domain}.example/webhooks: not looked at yet" },
  event: {
    source: "com.${domain}",
    type: ["body:/type"],
    id: "body:/id",
    time: "body:/created_at",
    subject: "body:/data/id",
    equalDeliveries: { possible: "unknown", why: "Not looked at yet (docs.${domain}.example/webhooks)" },
    checkedAgainst: [],
  },
});
`;
}

/** The test of a company's own provider: the contract of all providers, with that provider's fixtures. */
export function testSkeleton(id: string): string {
  const contract = "../test/support/describe-provider.ts";
  return `import { fileURLToPath } from "node:url";
import { describeProvider } from "${contract}";
import provider from "./${id}.ts";

describeProvider(provider, fileURLToPath(new URL("fixtures/${id}", import.meta.url)));
`;
}
