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

type Written = Uint8Array | string;
type Done = (error?: Error | null) => void;

/** A stream to which a function prints. */
export interface PrintStream {
  write(chunk: Written, encoding?: BufferEncoding | Done, done?: Done): boolean;
}

const groupedNumber = new Intl.NumberFormat("en-US");

const linesIn = (text: Buffer): number => text.toString("latin1").split("\n").length - 1;

function boundStream(stream: PrintStream, most: OutputLimit): BoundedOutput {
  const print = stream.write.bind(stream);
  let lines = 0;
  let bytes = 0;
  let leftOut = { lines: 0, bytes: 0 };

  function leaveOut(rest: Buffer): void {
    if (leftOut.bytes === 0)
      print(`… and more, which is left out: a call shows ${groupedNumber.format(most.lines)} lines here\n`);
    leftOut = { lines: leftOut.lines + linesIn(rest), bytes: leftOut.bytes + rest.length };
  }

  stream.write = (chunk, encoding, done) => {
    const text =
      typeof chunk === "string"
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const room = leftOut.bytes > 0 || lines >= most.lines ? 0 : most.bytes - bytes;
    if (room > 0 && text.length <= room) {
      lines += linesIn(text);
      bytes += text.length;
      return print(chunk, encoding, done);
    }
    if (room > 0) print(`${text.subarray(0, room).toString()}\n`);
    leaveOut(text.subarray(room));
    const written = typeof encoding === "function" ? encoding : done;
    if (written) process.nextTick(written);
    return true;
  };

  return {
    begin() {
      lines = 0;
      bytes = 0;
      leftOut = { lines: 0, bytes: 0 };
    },
    end() {
      if (leftOut.bytes === 0) return;
      print(
        `… ${groupedNumber.format(leftOut.lines)} lines with ${groupedNumber.format(leftOut.bytes)} bytes were left out\n`,
      );
      leftOut = { lines: 0, bytes: 0 };
    },
  };
}

/**
 * Bounds what a function prints. It is done in its thread: what a call prints waits there until the call lets go of the thread, so that
 * hundreds of thousands of lines would take a gigabyte.
 */
export function boundOutput(streams: readonly PrintStream[], most: OutputLimit): BoundedOutput {
  const bounded = streams.map((stream) => boundStream(stream, most));
  return {
    begin() {
      for (const { begin } of bounded) begin();
    },
    end() {
      for (const { end } of bounded) end();
    },
  };
}
