import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Provider } from "../../core/provider.ts";
import { schemeDescriptions, schemeIndex, signerIndex } from "../../stack/bundle/scheme-index.ts";
import { catalogueText } from "./catalogue.ts";
import { bestWitness } from "./evidence.ts";
import { generateProviderIndex } from "./provider-index.ts";
import { providerTable, replaceSection } from "./readme.ts";
import { vocabularyTable } from "./vocabulary.ts";

/** Writes what is generated; with --check it changes nothing and fails when something would change. */
const check = process.argv.includes("--check");
const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "src/providers");
const schemeFolder = join(root, "src/signatures/schemes");
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

const named = files.filter((name) => !["index.ts", "custom.ts"].includes(name)).sort();
const modules = await Promise.all(
  named.map((name): Promise<{ default: Provider }> => import(join(folder, name))),
);
const providers = modules.map((module) => module.default);

const page = (name: string, section: string, content: string): [string, string] => {
  const file = join(root, name);
  return [file, replaceSection(readFileSync(file, "utf8"), section, content)];
};
const fixtures = join(root, "test/fixtures");
const signerFolder = join(root, "src/signing/schemes");
const generatedModules = ["index.ts", "descriptions.ts"];
const schemesIn = (directory: string): readonly string[] =>
  readdirSync(directory)
    .filter((name) => !generatedModules.includes(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
const schemes = schemesIn(schemeFolder);
const generated = new Map([
  [join(schemeFolder, "index.ts"), schemeIndex(schemes)],
  [join(schemeFolder, "descriptions.ts"), schemeDescriptions(schemes)],
  [join(signerFolder, "index.ts"), signerIndex(schemesIn(signerFolder))],
  [join(folder, "index.ts"), generateProviderIndex(providers)],
  [join(root, "docs/providers.md"), catalogueText(providers, (id) => bestWitness(fixtures, id))],
  page(
    "README.md",
    "providers",
    providerTable(providers, (id) => bestWitness(fixtures, id)),
  ),
  page("docs/events.md", "vocabulary", vocabularyTable()),
]);

const stale = [...generated].filter(
  ([file, text]) => readFileSync(file, { encoding: "utf8", flag: "a+" }) !== text,
);
if (check && stale.length > 0) {
  console.error(
    `Not up to date: ${stale.map(([file]) => file.slice(root.length)).join(", ")}. Run: npm run gen`,
  );
  process.exitCode = 1;
} else for (const [file, text] of stale) writeFileSync(file, text);
