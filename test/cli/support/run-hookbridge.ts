import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

export const projectFolder = resolve(import.meta.dirname, "../../..");

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where and with what the program runs. */
export interface Surroundings {
  readonly cwd?: string;
  /** Variables beside the machine's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string | Uint8Array;
}

/** Runs the program as a process without a terminal, and waits for its end. */
export function runHookbridge(
  args: readonly string[],
  { cwd = projectFolder, env = {}, input = "" }: Surroundings = {},
): Ended {
  const { HOOKBRIDGE_DEBUG: _, ...machine } = process.env;
  const program = join(projectFolder, "src/cli/hookbridge.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { ...machine, ...env },
    input,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}
