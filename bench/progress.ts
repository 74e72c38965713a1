const isTerminal = process.stderr.isTTY === true;
const started = Date.now();
let last = 0;

/** One line that says what is measured: rewritten on a terminal, and else written every few seconds. */
export function progress(what: string): void {
  const seconds = Math.round((Date.now() - started) / 1_000);
  const line = `${String(seconds).padStart(4)} s  ${what}`;
  if (isTerminal) process.stderr.write(`\r\x1b[K${line}`);
  else if (Date.now() - last >= 5_000) process.stderr.write(`${line}\n`);
  else return;
  last = Date.now();
}

/** Makes room for what is printed. */
export function progressDone(): void {
  if (isTerminal) process.stderr.write("\r\x1b[K");
}
