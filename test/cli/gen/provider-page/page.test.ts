import { expect, it } from "vitest";
import { type PageFacts, providerPage } from "../../../../src/cli/gen/provider-page/page.ts";
import { recordedEvent } from "../../../../src/operate/catalogue/recorded-event.ts";
import { loadProvider } from "../../../support/contract-kit.ts";
import { acme } from "../../../support/fakes.ts";
import { fixturesFolder } from "../../../support/fixtures.ts";

const facts: PageFacts = {
  provider: {
    ...acme,
    id: "acme-billing",
    aliases: ["acme-invoices"],
    methods: ["POST", "PUT"],
    reply: { status: 204 },
    retries: { hours: 24, signed: "once", source: "acme.example/retries" },
    setup: {
      where: "POST https://acme.example/<account>/hooks",
      secret: "identifier",
      note: "`<id>:<key>`",
      form: { begins: "acme_", least: 20 },
    },
  },
  known: { whole: false, names: { recorded: ["bill.paid"] } },
  witness: { kind: "published", by: "acme.example/docs" },
  recorded: () => [],
  example: undefined,
};

it("says everything in one order", () => {
  const lines = providerPage(facts).split("\n");
  const labels = lines.flatMap((line) => /^- \*\*(.*?)\*\*/.exec(line)?.[1] ?? /^#.*/.exec(line)?.[0] ?? []);
  expect(labels).toEqual([
    "# Acme",
    "## Set it up",
    ...["Where", "URL", "Secret", "Other names"],
    "## What is checked",
    ...["Verified by", "Evidence", "Methods", "Answer within", "Answered with", "Tries again", "Duplicates"],
    ...(facts.provider.handshakes ?? []).map(() => "Handshake"),
    "## Events",
  ]);
});

it("configures the provider by the name of its export", () => {
  const text = providerPage(facts);
  expect(text).toContain('import { acmeBilling } from "hookbridge/providers";');
  expect(text).toContain('sources: { "acme-billing": { provider: acmeBilling, bus: "main" } }');
  expect(text).toContain("- **Other names**: `acmeInvoices`");
});

it("shows a placeholder in angle brackets, which Markdown would take for a tag", () => {
  const text = providerPage(facts);
  expect(text).toContain("- **Where**: POST https://acme.example/&lt;account>/hooks\n");
  expect(text).toContain("your account. `<id>:<key>` It begins with `acme_` and has at least 20 characters.");
});

it("says for how long the vendor tries again, with which signature, and where that is known from", () => {
  const said = (retries: PageFacts["provider"]["retries"]): string | undefined => {
    const { retries: _, ...provider } = facts.provider;
    const text = providerPage({ ...facts, provider: { ...provider, ...(retries && { retries }) } });
    return /^- \*\*Tries again\*\*: (.*)$/m.exec(text)?.[1];
  };
  expect(said(facts.provider.retries)).toBe("for 24 h, with the first signature (acme.example/retries)");
  expect(said({ hours: 0, source: "acme.example" })).toBe("never (acme.example)");
  expect(said(undefined)).toBe("not said");
});

it("shows an event of a recorded request as it is on the bus", async () => {
  const provider = await loadProvider("slack");
  const example = await recordedEvent(provider, fixturesFolder("slack"));
  const text = providerPage({ ...facts, provider, example });
  const shown = JSON.parse(/```json\n([\s\S]*?)\n```/.exec(text)?.[1] ?? "");
  expect(text).toContain(`(../../test/fixtures/slack/${example?.name}.http)`);
  expect(shown).toMatchObject({
    source: "com.slack",
    "detail-type": example?.event.detailType,
    detail: { id: example?.event.envelope.id, type: example?.event.envelope.type, data: { "…": "…" } },
  });
});
