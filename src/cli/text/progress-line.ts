/** How far something has come, on stderr: one line that changes on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine {
  show(text: string): void;
  /** Before anything else is printed. */
  end(): void;
}

/** Time between two lines, in ms: on a terminal, and elsewhere. */
const pauseMs = { terminal: 100, other: 2_000 } as const;

/** An empty line. */
export function makeProgressLine(): ProgressLine {
  const { isTTY } = process.stderr;
  const pause = isTTY ? pauseMs.terminal : pauseMs.other;
  let last = Date.now();
  let isOpen = false;
  return {
    show(text) {
      const now = Date.now();
      if (now - last < pause) return;
      last = now;
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      isOpen = isTTY === true;
    },
    end() {
      if (isOpen) process.stderr.write("\r\u001b[K");
      isOpen = false;
    },
  };
}
