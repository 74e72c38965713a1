/** Installs moto's server into a Python environment of its own; by itself: `node test/rehearsal/install-moto.ts`. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const version = "5.2.5";
const environment = resolve(import.meta.dirname, "../../.rehearsal", `moto-${version}`);
const bin = join(environment, process.platform === "win32" ? "Scripts" : "bin");
const server = join(bin, "moto_server");

/** The server's program, installed if need be. @throws when Python 3 or its packages can't be had */
export function installMoto(): string {
  if (existsSync(server)) return server;
  console.error(`Installing moto ${version} into ${environment} (once, about a minute)…`);
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { stdio: ["ignore", 2, 2] });
  };
  run("python3", "-m", "venv", environment);
  const quietly = ["--quiet", "--disable-pip-version-check"];
  run(join(bin, "python3"), "-m", "pip", "install", ...quietly, `moto[server]==${version}`);
  return server;
}

if (import.meta.main) installMoto();
