/** How far something long has come, on stderr: one line that changes on a terminal, a line every few seconds elsewhere. */
export interface ProgressLine<Progress> {
  show(progress: Progress): void;
  /** Before anything else is printed. */
  end(): void;
}

/** Time between two lines, in ms: on a terminal, and elsewhere. */
const linePauseMs = { terminal: 100, other: 2_000 } as const;

/** @param textOf what the line says of a progress */
export function makeProgressLine<Progress>(textOf: (progress: Progress) => string): ProgressLine<Progress> {
  const { isTTY } = process.stderr;
  const pause = isTTY ? linePauseMs.terminal : linePauseMs.other;
  let last = Date.now();
  let isOpen = false;
  let said = "";
  return {
    show(progress) {
      const now = Date.now();
      if (now - last < pause) return;
      last = now;
      const text = textOf(progress);
      if (!isTTY && text === said) return;
      said = text;
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      isOpen = isTTY === true;
    },
    end() {
      if (isOpen) process.stderr.write("\r\u001b[K");
      isOpen = false;
    },
  };
}
