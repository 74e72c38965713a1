import { createInterface } from "node:readline/promises";

/** Asks on the terminal. Ctrl-C ends the program. */
export async function askUser(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const interrupted = new AbortController();
  terminal.on("SIGINT", () => interrupted.abort());
  try {
    return (await terminal.question(`${question} `, { signal: interrupted.signal })).trim();
  } catch (error) {
    if (interrupted.signal.aborted) process.kill(process.pid, "SIGINT");
    throw error;
  } finally {
    terminal.close();
  }
}

/** True where there is somebody to askUser. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;
