/** Writes a line of data: what a command was asked for. Nothing else goes to stdout. */
export function printData(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes data as JSON, for `--json`. */
export function printJson(value: unknown): void {
  printData(JSON.stringify(value, undefined, 2));
}

/** Writes a line that is no data: progress, notes, what to do next. */
export function printNote(line: string): void {
  process.stderr.write(`${line}\n`);
}
