// Reads the names of events out of vendors' type packages into vendors.json; with --check, compares only.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { lists } from "./lists.mjs";

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const readJson = (name) => JSON.parse(readFileSync(at(name), "utf8"));
const versions = readJson("package.json").devDependencies;

const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
};

/** The string literals of a type, in the order of the alphabet. */
function namesOfType({ provider, from, head = "", type, name = (text) => text }) {
  const file = at("names.mts");
  const text = `${head}\nexport type Names = ${type};`;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === file ? ts.createSourceFile(path, text, options.target) : read(path, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const faults = program.getSemanticDiagnostics(source);
  if (faults.length > 0)
    throw new Error(`${provider}, ${from}: ${ts.flattenDiagnosticMessageText(faults[0].messageText, " ")}`);
  const found = program.getTypeChecker().getTypeAtLocation(source.statements.at(-1));
  const literals = (found.isUnion() ? found.types : [found]).filter((member) => member.isStringLiteral());
  if (literals.length === 0)
    throw new Error(`${provider}: ${from} has no names where lists.mjs looks for them.`);
  return literals.map(({ value }) => name(value)).sort();
}

function namesOfFolder({ from, folder }) {
  const root = at(`node_modules/${from}/${folder}`);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.map(({ parentPath, name }) => relative(root, join(parentPath, name)).replace(/\.json$/, ""));
}

const namesIn = (list) => (list.folder ? namesOfFolder(list) : namesOfType(list));

const vendors = {};
for (const list of lists) {
  console.error(`reading ${list.from}`);
  const from = `${list.from} ${versions[list.from]}`;
  const before = vendors[list.provider];
  const names = new Set([...(before?.[from] ?? []), ...namesIn(list)]);
  vendors[list.provider] = { ...before, [from]: [...names].sort() };
}
const text = `${JSON.stringify(vendors, null, 1)}\n`;
if (!process.argv.includes("--check")) writeFileSync(at("vendors.json"), text);
else if (text !== readFileSync(at("vendors.json"), "utf8")) {
  console.error(
    "known-events/vendors.json is not what the packages say. Run: npm run known-events, then npm run gen",
  );
  process.exitCode = 1;
} else console.error("known-events/vendors.json is what the packages say.");
