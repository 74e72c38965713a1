import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bundleFiles } from "./bundle-files.ts";

/** A package with code in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression in its package.json. */
  readonly licence: string;
}

/** The folder of a file's package; undefined for the bridge's own files. */
function packageFolder(file: string): string | undefined {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return folder && existsSync(join(folder, "package.json")) ? folder : undefined;
}

function packageIn(folder: string): BundledPackage {
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
  return [...new Set(folders)].map(packageIn).sort((one, other) => one.name.localeCompare(other.name));
}
