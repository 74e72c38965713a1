import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Ended, projectFolder, type Surroundings } from "./run-hookbridge.ts";

/** Runs the program as a process without a terminal, while this process goes on: it may be the server that the program calls. */
export function spawnHookbridge(
  args: readonly string[],
  { cwd = projectFolder, env = {}, input = "" }: Surroundings = {},
): Promise<Ended> {
  const { HOOKBRIDGE_DEBUG: _, ...machine } = process.env;
  const program = join(projectFolder, "src/cli/hookbridge.ts");
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...machine, ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  child.stdin.end(input);
  return new Promise((ended) => child.on("close", (code) => ended({ code, out, err })));
}
