import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bundleFiles } from "./bundle-files.ts";

/** A package of which some code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package states it. */
  readonly licence: string;
}

/** The folder of the package that a file belongs to; undefined for a file of our own. */
function packageFolder(file: string): string | undefined {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder && existsSync(join(folder, "package.json")) ? folder : undefined;
}

function describe(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
    string,
    string | undefined
  >;
  return { name: name ?? folder, version: version ?? "unknown", licence: license ?? "unknown" };
}

/** Paths of the files that a module was made of, as its source map says. */
function sourcesOf(file: string): readonly string[] {
  const map: { readonly sources: readonly string[] } = JSON.parse(readFileSync(`${file}.map`, "utf8"));
  return map.sources;
}

/**
 * The packages in a bundle, by name, as its source maps say: what no line came of is not listed.
 * @param bundle path of its `index.mjs`, with its chunks and linked maps beside it
 */
export function bundledPackages(bundle: string): readonly BundledPackage[] {
  const folders = bundleFiles(bundle)
    .flatMap(sourcesOf)
    .flatMap((source) => packageFolder(resolve(dirname(bundle), source)) ?? []);
  return [...new Set(folders)].map(describe).sort((one, other) => one.name.localeCompare(other.name));
}
