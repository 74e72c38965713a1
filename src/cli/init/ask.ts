import { createInterface } from "node:readline/promises";

/** Asks on the terminal. An empty answer is the default. Ctrl-C ends the program. */
export async function ask(question: string, byDefault: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const interrupted = new AbortController();
  terminal.on("SIGINT", () => interrupted.abort());
  try {
    const answer = await terminal.question(`${question} [${byDefault}] `, { signal: interrupted.signal });
    return answer.trim() || byDefault;
  } catch (error) {
    if (interrupted.signal.aborted) process.kill(process.pid, "SIGINT");
    throw error;
  } finally {
    terminal.close();
  }
}

/** True where there is somebody to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;
