import { createInterface } from "node:readline";
import { PassThrough, type Readable } from "node:stream";

/** Most that one call of a function prints, on stdout and on stderr each. */
export interface OutputLimit {
  readonly lines: number;
  readonly bytes: number;
}

/** Bounds what each call prints. Call `begin` and `end` around it. */
export interface BoundedOutput {
  begin(): void;
  /** Says how much was left out. */
  end(): void;
}

const groupedNumber = new Intl.NumberFormat("en-US");

function linesIn(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) lines++;
  return lines;
}

/** Where the lines end that there is room for: behind the last of them, or behind all of the text. */
function endOfLines(text: Buffer, lines: number): number {
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const at = text.indexOf(10, end);
    if (at === -1) return text.length;
    end = at + 1;
  }
  return end;
}

function boundStream(stream: Readable, most: OutputLimit, onLine: (line: string) => void): BoundedOutput {
  const shown = new PassThrough();
  createInterface({ input: shown, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
  let lines = 0;
  let bytes = 0;
  let leftOut = { lines: 0, bytes: 0 };

  function leaveOut(rest: Buffer, isWithinLine: boolean): void {
    if (leftOut.bytes === 0)
      shown.write(
        `${isWithinLine ? "\n" : ""}… and more, which is left out: a call shows ${groupedNumber.format(most.lines)} lines here\n`,
      );
    leftOut = { lines: leftOut.lines + linesIn(rest), bytes: leftOut.bytes + rest.length };
  }

  stream.on("data", (chunk: Buffer) => {
    const room = leftOut.bytes > 0 ? 0 : most.bytes - bytes;
    const kept = chunk.subarray(0, Math.min(room, endOfLines(chunk, most.lines - lines)));
    lines += linesIn(kept);
    bytes += kept.length;
    if (kept.length > 0) shown.write(kept);
    if (kept.length < chunk.length)
      leaveOut(chunk.subarray(kept.length), kept.length > 0 && kept.at(-1) !== 10);
  });
  stream.on("end", () => shown.end());

  return {
    begin() {
      lines = 0;
      bytes = 0;
    },
    end() {
      if (leftOut.bytes === 0) return;
      shown.write(
        `… ${groupedNumber.format(leftOut.lines)} lines with ${groupedNumber.format(leftOut.bytes)} bytes were left out\n`,
      );
      leftOut = { lines: 0, bytes: 0 };
    },
  };
}

/** Gives the lines that a function prints to `onLine`, as far as one call may print them. */
export function boundOutput(
  streams: readonly Readable[],
  most: OutputLimit,
  onLine: (line: string) => void,
): BoundedOutput {
  const bounded = streams.map((stream) => boundStream(stream, most, onLine));
  return {
    begin() {
      for (const { begin } of bounded) begin();
    },
    end() {
      for (const { end } of bounded) end();
    },
  };
}
