/** Follows what a function prints, for the error that it printed last. */
export interface PrintedError {
  readonly note: (line: string) => void;
  /** The first line of that error, which is forgotten then; undefined where none was printed. */
  readonly take: () => string | undefined;
}

/** The first line of an error as `console.error` prints it; what it is the cause of, and its stack, are indented. */
const errorLine = /^\[?((?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: [^\n]*?)\]?(?: \{)?$/;

/** Most characters that are kept. */
const longestError = 200;

export function followPrintedError(): PrintedError {
  let last: string | undefined;
  return {
    note(line) {
      const [, text] = errorLine.exec(line) ?? [];
      if (text !== undefined) last = text.length > longestError ? `${text.slice(0, longestError)}…` : text;
    },
    take() {
      const taken = last;
      last = undefined;
      return taken;
    },
  };
}
