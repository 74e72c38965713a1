import { readFileSync } from "node:fs";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/**
 * The versions of a folder's packages.
 * @returns a package's version by its name, as the folder's lock has it; "" for one that is not there
 */
export function lockedVersions(folder: string): (name: string) => string {
  const { packages } = JSON.parse(readFileSync(`${folder}/package-lock.json`, "utf8")) as Lock;
  return (name) => packages[`node_modules/${name}`]?.version ?? "";
}
