import type { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { commandFailure } from "./failure.ts";
import { isHelp, makeProgram } from "./make-program.ts";
import { packageFacts } from "./package-facts.ts";

const { HOOKBRIDGE_DEBUG } = process.env;
const debug = HOOKBRIDGE_DEBUG !== undefined && !["", "0"].includes(HOOKBRIDGE_DEBUG);

/** Prints what went wrong and ends the process. */
function endWith(error: unknown, reportTo: string): void {
  if (isHelp(error)) {
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    return;
  }
  const { code, text } = commandFailure(error, reportTo, debug);
  process.stderr.write(`${text}\n`, () => process.exit(code));
}

/**
 * A reader that has seen enough (`| head`) closes the pipe. That is no failure. It ends the program at once, unless the command listens itself
 * because it must clean up.
 */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  if (process.stdout.listenerCount("error") === 1) process.exit(exitCodes.done);
}

/**
 * From here on, whatever is thrown in this process ends it as the program ends: one form of error, and an exit code that tells what it was.
 * The steps of osls, which run in processes of their own, call it too.
 * @returns what takes an error
 */
export function handleFailures(): (error: unknown) => void {
  const { reportTo } = packageFacts();
  const failed = (error: unknown): void => endWith(error, reportTo);
  // What Node.js warns of is for us, not for the caller.
  if (!debug) process.removeAllListeners("warning");
  process.stdout.on("error", endWithReader);
  process.on("uncaughtException", failed);
  return failed;
}

/**
 * Runs the program with the process's own arguments. The exit code is that of the failure, or the one that the command has set.
 * Ctrl-C ends it with 130 at once, unless the command listens to SIGINT itself because it must clean up.
 */
export async function runProgram(commands: readonly Command[]): Promise<void> {
  const failed = handleFailures();
  process.on("SIGINT", () => {
    if (process.listenerCount("SIGINT") === 1) process.exit(exitCodes.interrupted);
  });
  try {
    await makeProgram(packageFacts().version, commands).parseAsync();
  } catch (error) {
    failed(error);
  }
}
