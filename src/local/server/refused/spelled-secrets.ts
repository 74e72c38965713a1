/** Finds many texts at once, in every spelling that `anySpelling` knows: a regular expression for each would need more memory than there is. */

/** The texts that begin with the same bytes, or what they go on with. */
interface Branch {
  readonly next: Map<number, Branch>;
  /** Whole texts, once enough of their bytes are the same. */
  readonly texts: Buffer[];
}

/** So many bytes are looked up together; only what has them is compared whole. */
const sharedBytes = 6;

/** One or more bytes that a place of a text stands for, and where what follows begins. */
interface SpelledBytes {
  readonly bytes: readonly number[];
  readonly end: number;
}

const unitAt = (text: string, at: number): number | undefined => {
  const [, digits] = /^\\u([0-9a-f]{4})/i.exec(text.slice(at, at + 6)) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
};

/** `\u00e9`, or two of them for a character of two units. */
function escapedReading(text: string, at: number): readonly SpelledBytes[] {
  const unit = unitAt(text, at);
  if (unit === undefined) {
    const escaped = text.charCodeAt(at + 1);
    return '"\\/'.includes(text.charAt(at + 1) || " ") ? [{ bytes: [escaped], end: at + 2 }] : [];
  }
  const low = unit >= 0xd800 && unit < 0xdc00 ? unitAt(text, at + 6) : undefined;
  const units = low === undefined ? [unit] : [unit, low];
  return [{ bytes: [...Buffer.from(String.fromCharCode(...units))], end: at + units.length * 6 }];
}

/** All that a place can stand for. */
function readingsAt(text: string, at: number): readonly SpelledBytes[] {
  const plain: SpelledBytes = { bytes: [text.charCodeAt(at)], end: at + 1 };
  const character = text[at];
  if (character === "+") return [plain, { bytes: [0x20], end: at + 1 }];
  if (character === "\\") return [plain, ...escapedReading(text, at)];
  if (character !== "%") return [plain];
  const digits = text.slice(at + 1, at + 3);
  return /^[0-9a-f]{2}$/i.test(digits)
    ? [plain, { bytes: [Number.parseInt(digits, 16)], end: at + 3 }]
    : [plain];
}

/** The ends of all readings of a place that go on with these bytes. */
function endsOf(text: string, at: number, bytes: Buffer, from: number): readonly number[] {
  const places = new Map([[from, new Set([at])]]);
  for (let index = from; index < bytes.length; ) {
    const here = places.get(index);
    places.delete(index);
    for (const place of here ?? [])
      for (const { bytes: read, end } of place < text.length ? readingsAt(text, place) : [])
        if (read.every((byte, offset) => bytes[index + offset] === byte))
          places.set(index + read.length, (places.get(index + read.length) ?? new Set()).add(end));
    if (places.size === 0) return [];
    index = Math.min(...places.keys());
  }
  return [...(places.get(bytes.length) ?? [])];
}

function addText(root: Branch, bytes: Buffer): void {
  let branch = root;
  for (const byte of bytes.subarray(0, sharedBytes)) {
    const next = branch.next.get(byte) ?? { next: new Map(), texts: [] };
    branch.next.set(byte, next);
    branch = next;
  }
  branch.texts.push(bytes);
}

/** The end of the longest text that begins at a place; the place itself where none does. */
function longestEnd(text: string, start: number, root: Branch): number {
  let longest = start;
  const follow = (branch: Branch, at: number): void => {
    for (const bytes of branch.texts) longest = Math.max(longest, ...endsOf(text, start, bytes, 0));
    if (branch.next.size === 0 || at >= text.length) return;
    for (const { bytes, end } of readingsAt(text, at)) {
      let next: Branch | undefined = branch;
      for (const byte of bytes) next = next?.texts.length ? next : next?.next.get(byte);
      if (next && next !== branch) follow(next, end);
    }
  };
  follow(root, start);
  return longest;
}

/**
 * Makes what replaces these texts in bytes that were read as Latin-1. Where two overlap, all of both is replaced.
 * @param shown what stands for them
 */
export function makeHider(texts: readonly string[], shown: string): (text: string) => string {
  const root: Branch = { next: new Map(), texts: [] };
  for (const text of texts) addText(root, Buffer.from(text));
  return (text) => {
    let result = "";
    let done = 0;
    for (let at = 0; at < text.length; at++) {
      const end = longestEnd(text, at, root);
      if (end === at) continue;
      // One that begins within another was announced by that.
      if (at >= done) result += text.slice(done, at) + shown;
      done = Math.max(done, end);
    }
    return result + text.slice(done);
  };
}
