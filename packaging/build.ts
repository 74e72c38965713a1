/** Makes the npm package: `npm run build` writes dist/, which mirrors the repository, with `.js` in place of `.ts`. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { bundlePage } from "../src/http/page/bundle-page.ts";
import { packRequests } from "../src/recorded/request-files.ts";
import { packageJson } from "./package-json.ts";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");

/** Only contributors need these: they write files of the repository, or are bundled. */
const forContributors = /^src\/(?:cli\/(?:gen\/|licences\.)|console\/)/;

/** What else users need: the pages, which messages and the README name. */
const more = ["docs", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "package.json"];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Runs the TypeScript compiler, which prints its own errors. */
function compile(project: string): void {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, project)], { stdio: ["ignore", 2, 2] });
}

/** The types of vendors' payloads are source also in the package, and nothing when they are loaded. */
const payloadTypes = "src/consumer/events/";

/** Copies what is read or required as it is: CommonJS, its declarations, JSON, function.yml, types of payloads. */
function copyOthers(): void {
  for (const file of ["src", "functions"].flatMap((folder) => filesIn(join(root, folder)))) {
    const path = relative(root, file);
    const isSource = /\.tsx?$/.test(path) && !path.startsWith(payloadTypes);
    if (!isSource && !forContributors.test(path)) cpSync(file, join(dist, path));
  }
  writeFileSync(join(dist, payloadTypes, "nothing.js"), "export {};\n");
  for (const path of more) cpSync(join(root, path), join(dist, path), { recursive: true });
}

const mega = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** Blocks of a disk, which small files fill badly. */
const bytesOnDisk = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(file).blocks * 512, 0);

/** The recorded requests of all providers, in one file. */
function packRecorded(): void {
  const fixtures = join(root, "test/fixtures");
  const packed = join(dist, "test/fixtures.br");
  mkdirSync(join(dist, "test"), { recursive: true });
  writeFileSync(packed, packRequests(fixtures));
  const files = filesIn(fixtures);
  const saved = bytesOnDisk(files) - bytesOnDisk([packed]);
  console.error(
    `Packed ${files.length} files of recorded requests into one of ${mega(statSync(packed).size)}: ${mega(saved)} less of a disk.`,
  );
}

/** The page as two files, with the licences of what is in them: the package needs nothing of it. */
async function writePage(): Promise<void> {
  const { script, style, inputs } = await bundlePage();
  const folder = join(dist, "src/console");
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of [script, style]) writeFileSync(join(folder, name), text);
  const packages = new Set(inputs.map((path) => /(?<=node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]));
  packages.delete(undefined);
  const licences = [...packages].map((name) => {
    const licence = readFileSync(join(root, "node_modules", name ?? "", "LICENSE"), "utf8");
    return `${name}\n\n${licence}`;
  });
  writeFileSync(join(folder, "LICENSES"), licences.join("\n\n"));
}

/** The providers of the catalogue have the same declaration. One file in place of hundreds saves a user's compiler from opening them all. */
function joinDeclarations(): void {
  const folder = join(dist, "src/providers");
  const index = join(folder, "index.d.ts");
  const text = readFileSync(index, "utf8");
  const provider = /(?<=default as \w+ \} from "\.\/)[a-z0-9-]+(?=\.ts")/g;
  const files = [...new Set(text.match(provider))].map((id) => join(folder, `${id}.d.ts`));
  const declarations = new Set(files.map((file) => readFileSync(file, "utf8")));
  if (declarations.size !== 1) throw new Error(`Providers have ${declarations.size} different declarations.`);
  for (const file of files) rmSync(file);
  writeFileSync(join(folder, "catalogue.d.ts"), [...declarations].join(""));
  writeFileSync(index, text.replace(provider, "catalogue"));
}

rmSync(dist, { recursive: true, force: true });
console.error("Compiling…");
compile("tsconfig.build.json");
compile("tsconfig.types.json");
joinDeclarations();
// The repository's own configuration, which the handlers import by the name `#bridge.config`. The bundles of a user have the user's.
rmSync(join(dist, "bridge.config.js"), { force: true });
rmSync(join(dist, "bridge.config.d.ts"), { force: true });
copyOthers();
packRecorded();
await writePage();
const modules = filesIn(dist)
  .filter((file) => /\.c?js$/.test(file))
  .map((file) => relative(dist, file));
writeFileSync(
  join(dist, "package.json"),
  `${JSON.stringify(await packageJson(root, dist, modules), null, 2)}\n`,
);
console.error(`Wrote dist/, the npm package: ${filesIn(dist).length} files.`);
