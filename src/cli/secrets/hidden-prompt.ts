import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** A terminal, or what a test takes for one. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Milliseconds after a line within which further ones belong to the same paste. */
const pasteMs = 40;

/** A key in lines is whole with its last one. */
const isOpenKey = (lines: readonly string[]): boolean =>
  lines[0]?.startsWith("-----BEGIN ") === true && lines.at(-1)?.startsWith("-----END ") !== true;

/**
 * Asks for a text that is not shown. Pasted lines are taken together: what was left of them would go to the shell.
 * @returns undefined at Ctrl-C
 */
export function askHidden(question: string, { input, output }: PromptStreams): Promise<string | undefined> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: unseen, terminal: true, historySize: 0 });
  output.write(`${question} `);
  return new Promise((answered) => {
    const lines: string[] = [];
    let waiting: NodeJS.Timeout | undefined;
    let interrupted = false;
    terminal.on("line", (line) => {
      lines.push(line);
      clearTimeout(waiting);
      if (!isOpenKey(lines)) waiting = setTimeout(() => terminal.close(), pasteMs);
    });
    terminal.on("SIGINT", () => {
      interrupted = true;
      terminal.close();
    });
    // Ctrl-D ends it too.
    terminal.on("close", () => {
      clearTimeout(waiting);
      output.write("\n");
      answered(interrupted ? undefined : lines.join("\n"));
    });
  });
}
