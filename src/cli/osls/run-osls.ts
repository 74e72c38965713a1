import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import { exitCodes } from "../program/exit-codes.ts";

/** What the commands that run osls have in common. */
export interface OslsFlags {
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly verbose?: boolean;
  readonly only?: OslsPart;
}

/** What of a deployment a command is for: everything by default. */
export const oslsParts = ["bridge", "consumers"] as const;
type OslsPart = (typeof oslsParts)[number];

/** The flags as osls has them. */
export function oslsFlags({ stage, region, profile, config, verbose, only }: OslsFlags): readonly string[] {
  const given = {
    "--stage": stage,
    "--region": region,
    "--aws-profile": profile,
    "--param": config === undefined ? undefined : `config=${config}`,
  };
  const pairs = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  const part = only === "bridge" ? ["--param", "only=bridge"] : [];
  return [...pairs, ...part, ...(verbose ? ["--verbose"] : [])];
}

/** osls's own program, of the version that this package needs, wherever npm has put it. */
const oslsProgram = (): string => createRequire(import.meta.url).resolve("osls/bin/serverless.js");

/** Codes that our plugin ends osls with are those of the program. osls's own failures are all 1. */
function exitCodeOf(status: number | null, signal: NodeJS.Signals | null, failed: number): number {
  if (signal !== null) return exitCodes.interrupted;
  return status === 1 ? failed : (status ?? exitCodes.bug);
}

/**
 * Runs osls in the current directory until it ends.
 * @param args its command and flags
 * @param failed the exit code where osls fails and says no more than that
 * @returns the exit code that it means
 * @throws BridgeError `wrong-use` outside of a project
 */
export async function oslsEnd(args: readonly string[], failed: number): Promise<number> {
  if (!existsSync("serverless.yml"))
    throw new BridgeError(
      "wrong-use",
      `There is no serverless.yml in ${resolve(".")}.`,
      "Run this command in the folder of your project, where serverless.yml and bridge.config.ts are.",
    );
  // osls prints its errors to stdout, where only data may be.
  const child = spawn(process.execPath, [oslsProgram(), ...args], { stdio: ["inherit", 2, 2] });
  // osls has to clean up, so this process waits for it. At a terminal Ctrl-C reaches osls too, elsewhere a signal comes here alone.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const { promise, resolve: ended, reject } = Promise.withResolvers<number>();
  child.on("error", reject);
  child.on("close", (status, signal) => ended(exitCodeOf(status, signal, failed)));
  return promise;
}

/** Runs osls in the current directory, and takes over its end. @throws BridgeError `wrong-use` */
export async function runOsls(args: readonly string[], failed: number): Promise<void> {
  process.exitCode = await oslsEnd(args, failed);
}
