import type { LetterProgress } from "../../operate/dead-letters.ts";
import { showNumber } from "../text/show-time.ts";

/** How far an order has come, on stderr: one line that changes on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine {
  show(progress: LetterProgress): void;
  /** Before anything else is printed. */
  end(): void;
}

/** Time between two lines, in ms: on a terminal, and elsewhere. */
const pauseMs = { terminal: 100, other: 2_000 } as const;

/** A line that says what is being done: `redriven`. */
export function makeProgressLine(done: string): ProgressLine {
  const { isTTY } = process.stderr;
  const pause = isTTY ? pauseMs.terminal : pauseMs.other;
  let last = Date.now();
  let isOpen = false;
  return {
    show(progress) {
      const now = Date.now();
      if (now - last < pause) return;
      last = now;
      const failed = progress.failed > 0 ? `, ${showNumber(progress.failed)} failed` : "";
      const text = `${showNumber(progress.done)} of ${showNumber(progress.matched)} ${done}${failed}`;
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      isOpen = isTTY === true;
    },
    end() {
      if (isOpen) process.stderr.write("\r\u001b[K");
      isOpen = false;
    },
  };
}
