import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

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

/**
 * The packages in a bundle, by name, as its source map tells: what no line came of is not listed.
 * @param bundle path of an ES module with its linked map beside it
 */
export function bundledPackages(bundle: string): readonly BundledPackage[] {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, "utf8")) as { sources: readonly string[] };
  const folders = sources.flatMap((source) => packageFolder(resolve(dirname(bundle), source)) ?? []);
  return [...new Set(folders)].map(describe).sort((one, other) => one.name.localeCompare(other.name));
}
