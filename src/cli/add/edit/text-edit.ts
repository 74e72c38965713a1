/** A text that is put into another one. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A text with insertions. Those at one place come in the order in which they are given. */
export const withInsertions = (text: string, insertions: readonly Insertion[]): string =>
  insertions
    .toSorted((one, other) => other.at - one.at)
    .reduce(
      (edited, insertion) => edited.slice(0, insertion.at) + insertion.text + edited.slice(insertion.at),
      text,
    );

/** How a file ends its lines. */
export const lineBreakOf = (text: string): string => (/\r\n/.test(text) ? "\r\n" : "\n");

/** The beginning and the end of the line that a place is in. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" && end > at ? end - 1 : end;
}

/** The white space at the beginning of the line that a place is in. */
export const indentAt = (text: string, at: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";
