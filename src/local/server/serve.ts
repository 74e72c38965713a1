import { type Runtime, type RuntimeOptions, startRuntime } from "./runtime.ts";
import { makeTerminal } from "./terminal.ts";

/** How to run the bridge as a program. */
export interface ServeOptions extends Omit<RuntimeOptions, "onLine" | "onItem" | "variables" | "now"> {
  readonly json: boolean;
  /** The process: its output, its signals and its exit. */
  readonly process: NodeJS.Process;
  readonly now: () => number;
}

function stopOnSignals(program: NodeJS.Process, runtime: Runtime, failed: (error: unknown) => void): void {
  let stopping = false;
  const stop = (): void => {
    // A second signal means "do not wait".
    if (stopping) program.exit(1);
    stopping = true;
    runtime.close().then(
      () => program.exit(0),
      (error: unknown) => {
        failed(error);
        program.exit(1);
      },
    );
  };
  program.on("SIGTERM", stop);
  program.on("SIGINT", stop);
}

/** Starts the bridge and runs it until SIGTERM or SIGINT. When it can't start, the process ends with 1. */
export async function serve({ json, process: program, ...options }: ServeOptions): Promise<void> {
  const terminal = makeTerminal({
    json,
    out: (text) => program.stdout.write(text),
    error: (text) => program.stderr.write(text),
  });
  try {
    const runtime = await startRuntime({
      ...options,
      variables: program.env,
      onLine: terminal.line,
      onItem: terminal.item,
    });
    stopOnSignals(program, runtime, terminal.failed);
    terminal.ready(runtime);
  } catch (error) {
    terminal.failed(error);
    program.exit(1);
  }
}
