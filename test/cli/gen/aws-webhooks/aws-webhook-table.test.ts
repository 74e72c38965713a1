import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { awsWebhookTable } from "../../../../src/cli/gen/aws-webhooks/aws-webhook-table.ts";
import { loadProvider, providerIds } from "../../../support/contract-kit.ts";
import { acme } from "../../../support/fakes.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-acme" } as const;

it("counts, and has a line for each vendor in the order of their names", () => {
  const { reply: _, ...rest } = acme;
  const text = awsWebhookTable([
    {
      ...rest,
      id: "last",
      name: "Zeta",
      signature: { ...hmac, signed: "{header:x-id}|{body}" },
      handshakes: [],
    },
    { ...rest, id: "middle", name: "Beta", signature: { ...hmac, key: "hex" }, handshakes: [] },
    { ...rest, id: "first", name: "Alpha", signature: hmac, handshakes: [] },
  ]);
  expect(text.split("\n")).toEqual([
    "3 providers. yes: 1; after a change of the secret: 1; perhaps, or in part: 0; no: 1.",
    "",
    "| vendor | with AWS's own | how, or why not |",
    "| --- | --- | --- |",
    "| [Alpha](providers/first.md) | yes | HMAC SHA256, HEX: `x-acme`, BODY, secret RAW |",
    "| [Beta](providers/middle.md) | after a change of the secret | HMAC SHA256, HEX: `x-acme`, BODY, secret BASE64. " +
      "But: write its hexadecimal secret in Base64 |",
    "| [Zeta](providers/last.md) | no | signs `{header:x-id}\\|{body}` |",
  ]);
});

it("the page has all providers", async () => {
  const page = readFileSync(new URL("../../../../docs/aws-webhook-sources.md", import.meta.url), "utf8");
  const providers = await Promise.all(providerIds.map(loadProvider));
  for (const { id } of providers) expect(page).toContain(`](providers/${id}.md) |`);
});
