import { type Runtime, type RuntimeOptions, startRuntime } from "./runtime.ts";
import { makeTerminal } from "./terminal.ts";

/** A run of the development runtime as a program. */
export interface ServeOptions extends Omit<RuntimeOptions, "onLine" | "onNews" | "variables" | "now"> {
  readonly json: boolean;
  /** The process to print with, to take signals from and to end. */
  readonly process: NodeJS.Process;
  readonly now: () => number;
}

function stopOnSignals(program: NodeJS.Process, runtime: Runtime, failed: (error: unknown) => void): void {
  let stopping = false;
  const stop = (): void => {
    // Who asks twice does not want to wait.
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

/** Starts the bridge and keeps it running until a signal comes; failures to start end the process with 1. */
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
      onNews: terminal.news,
    });
    stopOnSignals(program, runtime, terminal.failed);
    terminal.ready(runtime);
  } catch (error) {
    terminal.failed(error);
    program.exit(1);
  }
}
