import { exitCodes } from "./exit-codes.ts";

/** Signals of a user or a machine that want the program to end. */
const endSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Within so many ms a second signal is the first one again: npm passes on Ctrl-C, which the terminal has sent to us as well. */
const sameSignalMs = 1_000;

/** Aborts at the first of these signals. A second one means "do not wait". */
export function listenForEnd(): { readonly signal: AbortSignal; stop(): void } {
  const ending = new AbortController();
  let endedAt = 0;
  const onSignal = (): void => {
    if (!ending.signal.aborted) endedAt = performance.now();
    else if (performance.now() - endedAt > sameSignalMs) process.exit(exitCodes.interrupted);
    ending.abort();
  };
  // A reader that has seen enough (`| head`) ends what goes on without end.
  const onClosed = (): void => ending.abort("closed");
  for (const name of endSignals) process.on(name, onSignal);
  process.stdout.on("error", onClosed);
  return {
    signal: ending.signal,
    stop() {
      for (const name of endSignals) process.off(name, onSignal);
      process.stdout.off("error", onClosed);
    },
  };
}
