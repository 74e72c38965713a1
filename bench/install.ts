import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

const lockAt = (file: string): Lock | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Lock) : undefined;

/**
 * Installs the peers where they are missing. They stand in a folder of their own, so that the project's own installation stays small.
 * @returns the version of a package, as the lock has it
 */
export function installPeers(): (name: string) => string {
  const wanted = lockAt(`${folder}package-lock.json`);
  if (!wanted) throw new Error("bench/package-lock.json is missing.");
  const installed = lockAt(`${folder}node_modules/.package-lock.json`);
  const stale = Object.entries(wanted.packages).some(
    ([path, { version, optional }]) =>
      path !== "" && !optional && installed?.packages[path]?.version !== version,
  );
  if (stale) {
    console.error("Installing the peers (once, 80 MB)…");
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
  }
  return (name) => wanted.packages[`node_modules/${name}`]?.version ?? "";
}
