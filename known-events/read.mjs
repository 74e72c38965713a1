// Reads vendors' type packages: the names of events into vendors.json, and how their payloads are called into payloads.json; with --check,
// compares only.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { membersOf, typeIn } from "./compile.mjs";
import { readFits } from "./fit.ts";
import { lists } from "./lists.mjs";
import { payloads } from "./payloads.mjs";
import { readPayloads } from "./read-payloads.mjs";

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const readJson = (name) => JSON.parse(readFileSync(at(name), "utf8"));
const versions = readJson("package.json").devDependencies;

/** The string literals of a type, in the order of the alphabet. */
function namesOfType({ provider, from, head = "", type, name = (text) => text }) {
  const found = typeIn(`${head}\nexport type Names = ${type};`, `${provider}, ${from}`).type;
  const literals = membersOf(found).filter((member) => member.isStringLiteral());
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

const modules = {};
for (const list of payloads) {
  const { provider, from, module = provider, names: wanted = /./, with: others = [] } = list;
  console.error(`reading payloads of ${module}`);
  const names = vendors[provider][`${from} ${versions[from]}`].filter((name) => wanted.test(name));
  modules[module] = {
    provider,
    package: from,
    version: versions[from],
    names: wanted.source,
    with: others,
    ...readPayloads(list, names),
  };
}

console.error("compiling recorded payloads");
const fits = await readFits(existsSync(at("fit.json")) ? readJson("fit.json") : {});

const stale = [];
const files = { "vendors.json": vendors, "payloads.json": modules, "fit.json": fits };
for (const [file, value] of Object.entries(files)) {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  if (existsSync(at(file)) && readFileSync(at(file), "utf8") === text) continue;
  stale.push(`known-events/${file}`);
  if (!process.argv.includes("--check")) writeFileSync(at(file), text);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(
    `Not what the packages say: ${stale.join(", ")}. Run: npm run known-events, then npm run gen`,
  );
  process.exitCode = 1;
} else console.error("known-events/vendors.json, payloads.json and fit.json are what the packages say.");
