// Finds values in a JSON text, to cut it. Printed again, 64-bit integers, 1E400 and -0 would change.

/** A part of a text that is known to parse, in UTF-16 units. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const space = /[ \t\n\r]*/y;
const scalar = /[^,\]} \t\n\r]+/y;
const string = /"(?:[^"\\]|\\.)*"/y;

/** The first place from `at` on that is no white space. */
export function skipSpace(text: string, at: number): number {
  if (text.charCodeAt(at) > 0x20) return at;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/**
 * End of the string that starts at `at`. On a megabyte string a regular expression would overflow its stack.
 */
export function endOfString(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (close !== -1) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return close + 1;
    close = text.indexOf('"', close + 1);
  }
  return endOf(string, text, at);
}

/** End of the value that starts at `at`. */
export function endOfValue(text: string, at: number): number {
  let depth = 0;
  let position = at;
  do {
    const character = text[position];
    if (character === '"') position = endOfString(text, position);
    else if (character === "{" || character === "[") {
      depth++;
      position++;
    } else if (character === "}" || character === "]") {
      depth--;
      position++;
    } else if (character === "," || character === ":") position++;
    else position = endOf(scalar, text, position);
    if (depth > 0) position = skipSpace(text, position);
  } while (depth > 0);
  return position;
}

/** The key that a JSON string is. */
export const keyIn = (string: string): string =>
  string.includes("\\") ? (JSON.parse(string) as string) : string.slice(1, -1);

/**
 * Goes through the members of the object, or the elements of the array, that starts at `at`.
 * @param visit gets a key or index and the start of its value, and gives the end of the value; undefined stops
 * @returns the end of the object or array; undefined where it was stopped
 */
export function eachMember<End extends number | undefined>(
  text: string,
  at: number,
  visit: (key: string, start: number) => End,
): number | End {
  const isArray = text[at] === "[";
  let position = skipSpace(text, at + 1);
  for (let index = 0; text[position] !== "]" && text[position] !== "}"; index++) {
    let key = String(index);
    if (!isArray) {
      const keyEnd = endOfString(text, position);
      key = keyIn(text.slice(position, keyEnd));
      position = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = visit(key, position);
    if (end === undefined) return end;
    position = skipSpace(text, end);
    if (text[position] === ",") position = skipSpace(text, position + 1);
  }
  return position + 1;
}

/**
 * Span of the value at a path of keys and indexes; undefined when it is missing. As in JSON.parse, the last
 * of equal keys counts.
 * @param within span of the value at which the path starts; default: the whole text
 */
export function spanAt(text: string, path: readonly string[], within?: Span): Span | undefined {
  let start = within?.start ?? skipSpace(text, 0);
  for (const step of path) {
    const isArray = text[start] === "[";
    if (!isArray && text[start] !== "{") return undefined;
    let found: number | undefined;
    eachMember(text, start, (key, at) => {
      if (key === step) found = at;
      return isArray && found !== undefined ? undefined : endOfValue(text, at);
    });
    if (found === undefined) return undefined;
    start = found;
  }
  return { start, end: endOfValue(text, start) };
}

/** Spans of the elements of the array at `at`, in order. */
export function elementSpans(text: string, at: Span): readonly Span[] {
  const spans: Span[] = [];
  eachMember(text, at.start, (_, start) => {
    const end = endOfValue(text, start);
    spans.push({ start, end });
    return end;
  });
  return spans;
}
