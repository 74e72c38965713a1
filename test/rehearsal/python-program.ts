import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** A program of a Python package, at one version. */
export interface PythonProgram {
  readonly name: string;
  readonly version: string;
  /** What pip calls it. */
  readonly requirement: string;
}

/**
 * The path of a program, installed into a Python environment of its own if need be.
 * @throws when Python 3 or its packages can't be had
 */
export function installPythonProgram(program: string, { name, version, requirement }: PythonProgram): string {
  const environment = resolve(import.meta.dirname, "../../.rehearsal", `${name}-${version}`);
  const bin = join(environment, process.platform === "win32" ? "Scripts" : "bin");
  const path = join(bin, program);
  if (existsSync(path)) return path;
  console.error(`Installing ${name} ${version} into ${environment} (once, about a minute)…`);
  const run = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { stdio: ["ignore", 2, 2] });
  };
  run("python3", "-m", "venv", environment);
  const quietly = ["--quiet", "--disable-pip-version-check"];
  run(join(bin, "python3"), "-m", "pip", "install", ...quietly, `${requirement}==${version}`);
  return path;
}
