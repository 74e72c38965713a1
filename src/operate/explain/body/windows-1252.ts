/** The characters of Windows-1252 from 0x80 to 0x9f; U+FFFD where it has none. */
const high =
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd" +
  "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

const byteOf = new Map(Array.from(high, (character, at): [string, number] => [character, 0x80 + at]));

const decoder = new TextDecoder("windows-1252");

/** Bytes read as Windows-1252. The five bytes that it leaves out are controls, as browsers read them. */
export const fromWindows1252 = (body: Uint8Array): string => decoder.decode(body);

/** A text in Windows-1252; undefined where it has other characters. */
export function toWindows1252(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code < 0x100 ? code : character === "\ufffd" ? undefined : byteOf.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}
