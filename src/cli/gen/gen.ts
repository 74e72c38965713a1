import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownEvents } from "../../config/known-events/known-events.ts";
import type { Provider } from "../../core/provider.ts";
import { requestFiles } from "../../recorded/request-files.ts";
import type { Witness } from "../../recorded/witness.ts";
import {
  schemeDescriptions,
  schemeIndex,
  schemePlainForms,
  signerIndex,
} from "../../stack/bundle/scheme-index.ts";
import { projectRoot } from "../project-root.ts";
import { alarmPage } from "./alarm-page.ts";
import { bestWitness } from "./evidence.ts";
import { logLineTable } from "./log-line-table.ts";
import { eventMapText, type PayloadModules } from "./payloads/event-maps.ts";
import { eventSchemaText } from "./payloads/event-schema-text.ts";
import { knownEventsText } from "./payloads/known-events.ts";
import { type PayloadFits, payloadTable } from "./payloads/payload-table.ts";
import { generateProviderIndex } from "./provider-index.ts";
import { providerSummary } from "./provider-summary.ts";
import { replaceSection } from "./replace-section.ts";
import { signatureOptionsText } from "./signature-options.ts";
import { vocabularyTable } from "./vocabulary.ts";

/** Writes the generated files. With --check it writes nothing, and fails when one of them would change. */
const checkOnly = process.argv.includes("--check");
const stale: string[] = [];

function generate(file: string, content: string): void {
  const path = join(projectRoot, file);
  if (existsSync(path) && readFileSync(path, "utf8") === content) return;
  stale.push(file);
  if (!checkOnly) writeFileSync(path, content);
}

/** Removes what has this ending in a folder of generated files, and is of nothing that exists. */
function removeOthers(folder: string, ending: string, names: readonly string[]): void {
  for (const file of readdirSync(join(projectRoot, folder))) {
    if (!file.endsWith(ending) || names.includes(file.slice(0, -ending.length))) continue;
    stale.push(`${folder}/${file}`);
    if (!checkOnly) rmSync(join(projectRoot, folder, file));
  }
}

/** Names of the modules of a folder that are written by hand. */
function modulesIn(folder: string, ...generated: readonly string[]): readonly string[] {
  return readdirSync(join(projectRoot, folder))
    .filter((name) => name.endsWith(".ts") && !generated.includes(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

const schemeNames = modulesIn("src/signatures/schemes", "index.ts", "descriptions.ts", "plain-forms.ts");
generate("src/signatures/schemes/index.ts", schemeIndex(schemeNames));
generate("src/signatures/schemes/descriptions.ts", schemeDescriptions(schemeNames));
const hasPlainForm = (name: string): boolean =>
  /^export const plainForm\b/m.test(
    readFileSync(join(projectRoot, `src/signatures/schemes/${name}.ts`), "utf8"),
  );
generate("src/signatures/schemes/plain-forms.ts", schemePlainForms(schemeNames.filter(hasPlainForm)));
generate("src/signing/schemes/index.ts", signerIndex(modulesIn("src/signing/schemes", "index.ts")));

const types = ["signature.ts", "signature-parts.ts"].map((name) =>
  readFileSync(join(projectRoot, "src/core", name), "utf8"),
);
generate("src/core/signature-options.ts", signatureOptionsText(types.join("\n")));

const modules = await Promise.all(
  modulesIn("src/providers", "index.ts", "custom.ts").map(
    (name): Promise<{ default: Provider }> => import(join(projectRoot, `src/providers/${name}.ts`)),
  ),
);
const providers = modules.map((module) => module.default);
const fixtures = join(projectRoot, "test/fixtures");
const witnessOf = (id: string): Witness | undefined => bestWitness(fixtures, id);
const recordedTexts = (id: string): readonly string[] =>
  requestFiles(join(fixtures, id)).flatMap(({ http }) => http?.toString("latin1") ?? []);
const withSection = (page: string, section: string, content: string): string =>
  replaceSection(readFileSync(join(projectRoot, page), "utf8"), section, content);

generate("src/providers/index.ts", generateProviderIndex(providers));
const knownEvents = knownEventsText(providers, fixtures, join(projectRoot, "known-events/vendors.json"));
generate("src/providers/known-events.json", knownEvents);
const payloads: PayloadModules = JSON.parse(
  readFileSync(join(projectRoot, "known-events/payloads.json"), "utf8"),
);
for (const [name, module] of Object.entries(payloads)) {
  const provider = providers.find(({ id }) => id === module.provider);
  const known = (JSON.parse(knownEvents) as Readonly<Record<string, KnownEvents>>)[module.provider];
  if (!provider || !known) throw new Error(`known-events/payloads.json: no provider "${module.provider}"`);
  generate(`src/consumer/events/${name}.ts`, eventMapText(module, provider, known));
}
const payloadFits: PayloadFits = JSON.parse(readFileSync(join(projectRoot, "known-events/fit.json"), "utf8"));
generate(
  "docs/payload-types.md",
  withSection("docs/payload-types.md", "payload types", payloadTable(payloads, payloadFits, providers)),
);
const schemaFile = "src/consumer/event-schema.json";
generate(schemaFile, eventSchemaText(readFileSync(join(projectRoot, schemaFile), "utf8")));
removeOthers("src/consumer/events", ".ts", Object.keys(payloads));
generate("README.md", withSection("README.md", "providers", providerSummary(providers, witnessOf)));
const logLine = readFileSync(join(projectRoot, "src/core/logs/log-line.ts"), "utf8");
generate("docs/errors.md", withSection("docs/errors.md", "log line", logLineTable(logLine)));
generate("docs/events.md", withSection("docs/events.md", "vocabulary", vocabularyTable()));
const [anyProvider] = providers;
if (anyProvider) generate("docs/alarms.md", withSection("docs/alarms.md", "alarms", alarmPage(anyProvider)));

// Loaded only now: it describes schemes by the list that is written above.
if (checkOnly && stale.length > 0)
  stale.push(
    "docs/providers.md, docs/providers/, docs/provider-facts.md, docs/aws-webhook-sources.md, SECURITY.md (not compared)",
  );
else {
  const { catalogueText } = await import("./catalogue.ts");
  generate("docs/providers.md", catalogueText(providers, witnessOf));
  const known: Readonly<Record<string, KnownEvents>> = JSON.parse(knownEvents);
  const { providerPage } = await import("./provider-page/page.ts");
  const { recordedEvent } = await import("../../operate/catalogue/recorded-event.ts");
  mkdirSync(join(projectRoot, "docs/providers"), { recursive: true });
  for (const provider of providers) {
    const { id } = provider;
    const example = await recordedEvent(provider, join(fixtures, id));
    const { [id]: names = { whole: false, names: {} } } = known;
    const facts = { provider, known: names, witness: witnessOf(id), recorded: recordedTexts, example };
    generate(`docs/providers/${id}.md`, providerPage(facts));
  }
  removeOthers(
    "docs/providers",
    ".md",
    providers.map(({ id }) => id),
  );
  const { awsWebhookTable } = await import("./aws-webhooks/aws-webhook-table.ts");
  const ownSources = withSection("docs/aws-webhook-sources.md", "providers", awsWebhookTable(providers));
  generate("docs/aws-webhook-sources.md", ownSources);
  const { providerFactsText, unsignedDistinctions } = await import("./provider-facts.ts");
  generate("docs/provider-facts.md", providerFactsText(providers, known, recordedTexts));
  generate(
    "SECURITY.md",
    withSection("SECURITY.md", "unsigned distinctions", unsignedDistinctions(providers, recordedTexts)),
  );
}

if (checkOnly && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(", ")}. Run: npm run gen`);
  process.exitCode = 1;
}
