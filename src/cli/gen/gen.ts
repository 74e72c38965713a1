import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Provider } from "../../core/provider.ts";
import { schemeDescriptions, schemeIndex, signerIndex } from "../../stack/bundle/scheme-index.ts";
import { catalogueText } from "./catalogue.ts";
import { bestWitness, type Witness } from "./evidence.ts";
import { generateProviderIndex } from "./provider-index.ts";
import { providerSummary } from "./provider-summary.ts";
import { replaceSection } from "./replace-section.ts";
import { vocabularyTable } from "./vocabulary.ts";

/** Writes the generated files. With --check it writes nothing, and fails when one of them would change. */
const checkOnly = process.argv.includes("--check");
const root = fileURLToPath(new URL("../../..", import.meta.url));
const providersFolder = join(root, "src/providers");
const providerFiles = readdirSync(providersFolder)
  .filter((name) => name.endsWith(".ts") && !["index.ts", "custom.ts"].includes(name))
  .sort();
const modules = await Promise.all(
  providerFiles.map((name): Promise<{ default: Provider }> => import(join(providersFolder, name))),
);
const providers = modules.map((module) => module.default);
const witnessOf = (id: string): Witness | undefined => bestWitness(join(root, "test/fixtures"), id);

const withSection = (page: string, section: string, content: string): string =>
  replaceSection(readFileSync(join(root, page), "utf8"), section, content);
const generatedModules = ["index.ts", "descriptions.ts"];
const schemesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => !generatedModules.includes(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
const schemes = schemesIn("src/signatures/schemes");

const generated: Readonly<Record<string, string>> = {
  "src/signatures/schemes/index.ts": schemeIndex(schemes),
  "src/signatures/schemes/descriptions.ts": schemeDescriptions(schemes),
  "src/signing/schemes/index.ts": signerIndex(schemesIn("src/signing/schemes")),
  "src/providers/index.ts": generateProviderIndex(providers),
  "docs/providers.md": catalogueText(providers, witnessOf),
  "README.md": withSection("README.md", "providers", providerSummary(providers, witnessOf)),
  "docs/events.md": withSection("docs/events.md", "vocabulary", vocabularyTable()),
};

const stale = Object.keys(generated).filter(
  (file) => readFileSync(join(root, file), { encoding: "utf8", flag: "a+" }) !== generated[file],
);
if (checkOnly && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(", ")}. Run: npm run gen`);
  process.exitCode = 1;
} else for (const file of stale) writeFileSync(join(root, file), generated[file] ?? "");
