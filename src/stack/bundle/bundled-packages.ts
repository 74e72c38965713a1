import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

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

/**
 * The packages with code in a bundle according to its source map, sorted by name.
 * @param bundle path of an ES module, with its source map beside it
 */
export function bundledPackages(bundle: string): readonly BundledPackage[] {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, "utf8")) as { sources: readonly string[] };
  const folders = sources.flatMap((source) => packageFolder(resolve(dirname(bundle), source)) ?? []);
  return [...new Set(folders)].map(packageIn).sort((one, other) => one.name.localeCompare(other.name));
}
