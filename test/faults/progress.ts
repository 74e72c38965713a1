/** A bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  step(note: string): void;
  /** Prints a line above the bar. */
  line(text: string): void;
  end(): void;
}

const width = 40;

export function startProgress(what: string, total: number): Progress {
  const { stderr } = process;
  const started = performance.now();
  let done = 0;
  let last = "";
  const draw = (): void => {
    const seconds = (performance.now() - started) / 1_000;
    const left = done === 0 ? "" : `, ${Math.ceil((seconds / done) * (total - done))} s left`;
    const filled = Math.round((done / total) * width);
    const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
    const text = `${bar} ${done}/${total} ${what}${left}${last && ` · ${last}`}`;
    if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
    else if (done % Math.max(1, Math.ceil(total / 20)) === 0) stderr.write(`${text}\n`);
  };
  return {
    step(note) {
      done++;
      last = note;
      draw();
    },
    line(text) {
      stderr.write(`${stderr.isTTY ? "\r\x1b[K" : ""}${text}\n`);
    },
    end() {
      if (stderr.isTTY) stderr.write("\n");
    },
  };
}
