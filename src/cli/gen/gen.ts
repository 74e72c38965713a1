import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Provider } from "../../core/provider.ts";
import { schemeDescriptions, schemeIndex, signerIndex } from "../../stack/bundle/scheme-index.ts";
import { projectRoot } from "../project-root.ts";
import { catalogueText } from "./catalogue.ts";
import { bestWitness, type Witness } from "./evidence.ts";
import { generateProviderIndex } from "./provider-index.ts";
import { providerSummary } from "./provider-summary.ts";
import { replaceSection } from "./replace-section.ts";
import { vocabularyTable } from "./vocabulary.ts";

/** Writes the generated files. With --check it writes nothing, and fails when one of them would change. */
const checkOnly = process.argv.includes("--check");
const providersFolder = join(projectRoot, "src/providers");
const providerFiles = readdirSync(providersFolder)
  .filter((name) => name.endsWith(".ts") && !["index.ts", "custom.ts"].includes(name))
  .sort();
const modules = await Promise.all(
  providerFiles.map((name): Promise<{ default: Provider }> => import(join(providersFolder, name))),
);
const providers = modules.map((module) => module.default);
const witnessOf = (id: string): Witness | undefined => bestWitness(join(projectRoot, "test/fixtures"), id);

const withSection = (page: string, section: string, content: string): string =>
  replaceSection(readFileSync(join(projectRoot, page), "utf8"), section, content);
const generatedModules = ["index.ts", "descriptions.ts"];
const schemesIn = (folder: string): readonly string[] =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => !generatedModules.includes(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
const schemeNames = schemesIn("src/signatures/schemes");

const generated: Readonly<Record<string, string>> = {
  "src/signatures/schemes/index.ts": schemeIndex(schemeNames),
  "src/signatures/schemes/descriptions.ts": schemeDescriptions(schemeNames),
  "src/signing/schemes/index.ts": signerIndex(schemesIn("src/signing/schemes")),
  "src/providers/index.ts": generateProviderIndex(providers),
  "docs/providers.md": catalogueText(providers, witnessOf),
  "README.md": withSection("README.md", "providers", providerSummary(providers, witnessOf)),
  "docs/events.md": withSection("docs/events.md", "vocabulary", vocabularyTable()),
};

const stale = Object.keys(generated).filter(
  (file) => readFileSync(join(projectRoot, file), { encoding: "utf8", flag: "a+" }) !== generated[file],
);
if (checkOnly && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(", ")}. Run: npm run gen`);
  process.exitCode = 1;
} else for (const file of stale) writeFileSync(join(projectRoot, file), generated[file] ?? "");
