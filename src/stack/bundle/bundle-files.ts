import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Beside a bundle: the modules that it is made of, each with those that it imports at start. */
export const bundleFilesName = "files.json";

type Files = Readonly<Record<string, readonly string[]>>;

const readFiles = (bundle: string): Files =>
  JSON.parse(readFileSync(join(dirname(bundle), bundleFilesName), "utf8"));

/** Paths of every module of a bundle. @param bundle path of its `index.mjs` */
export const bundleFiles = (bundle: string): readonly string[] =>
  Object.keys(readFiles(bundle)).map((name) => join(dirname(bundle), name));

/** Paths of the modules that a function loads at start; the others wait for an `import()`. */
export function filesAtStart(bundle: string): readonly string[] {
  const files = readFiles(bundle);
  const loaded = new Set(["index.mjs"]);
  for (const name of loaded) for (const next of files[name] ?? []) loaded.add(next);
  return Array.from(loaded, (name) => join(dirname(bundle), name));
}
