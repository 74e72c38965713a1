import { type RuntimeOptions, startRuntime } from "./runtime.ts";
import { makeTerminal } from "./terminal.ts";

/** How to run the bridge as a program. */
export interface ServeOptions extends Omit<RuntimeOptions, "onLine" | "onEvent" | "variables" | "now"> {
  readonly json: boolean;
  /** The process: its output, its signals and its exit. */
  readonly process: NodeJS.Process;
  readonly now: () => number;
}

/** The exit code of a program that was interrupted before it had cleaned up, as shells have it for SIGINT. */
const interrupted = 130;

/** Resolves at the first SIGTERM or SIGINT. A second one means "do not wait". */
function askedToStop(program: NodeJS.Process): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let stopping = false;
  const stop = (): void => {
    if (stopping) program.exit(interrupted);
    stopping = true;
    resolve();
  };
  program.on("SIGTERM", stop);
  program.on("SIGINT", stop);
  return promise;
}

/**
 * Starts the bridge and runs it until SIGTERM or SIGINT, then answers what is under way and ends the process with 0.
 * @throws BridgeError when it can't start
 */
export async function serve({ json, process: program, ...options }: ServeOptions): Promise<void> {
  const terminal = makeTerminal({
    json,
    out: (text) => program.stdout.write(text),
    error: (text) => program.stderr.write(text),
  });
  const runtime = await startRuntime({
    ...options,
    variables: program.env,
    onLine: terminal.line,
    onEvent: terminal.event,
  });
  const stopped = askedToStop(program);
  terminal.ready(runtime);
  await stopped;
  await runtime.close();
  program.exit(0);
}
