/** Makes the npm package: `npm run build` writes dist/, which mirrors the repository, with `.js` in place of `.ts`. */
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { packageJson } from "./package-json.ts";

const root = resolve(import.meta.dirname, "..");
const dist = join(root, "dist");

/** Only contributors need these: they write files of the repository. */
const forContributors = /^src\/cli\/(?:gen\/|licences\.)/;

/** What else users need: the recorded requests of all providers, and the pages that messages name. The rest of docs/ is generated from code. */
const more = ["test/fixtures", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "package.json"];
const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Runs the TypeScript compiler, which prints its own errors. */
function compile(project: string): void {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, project)], { stdio: ["ignore", 2, 2] });
}

/** Copies what is read or required as it is: CommonJS, its declarations, JSON, function.yml. */
function copyOthers(): void {
  for (const file of ["src", "functions"].flatMap((folder) => filesIn(join(root, folder)))) {
    const path = relative(root, file);
    if (!/\.tsx?$/.test(path) && !forContributors.test(path)) cpSync(file, join(dist, path));
  }
  for (const path of [...more, ...pages.map((name) => join("docs", name))])
    cpSync(join(root, path), join(dist, path), { recursive: true });
}

rmSync(dist, { recursive: true, force: true });
console.error("Compiling…");
compile("tsconfig.build.json");
compile("tsconfig.types.json");
// The repository's own configuration, which the handlers import by the name `#bridge.config`. The bundles of a user have the user's.
rmSync(join(dist, "bridge.config.js"), { force: true });
rmSync(join(dist, "bridge.config.d.ts"), { force: true });
copyOthers();
const modules = filesIn(dist)
  .filter((file) => /\.c?js$/.test(file))
  .map((file) => relative(dist, file));
writeFileSync(
  join(dist, "package.json"),
  `${JSON.stringify(await packageJson(root, dist, modules), null, 2)}\n`,
);
console.error(`Wrote dist/, the npm package: ${filesIn(dist).length} files.`);
