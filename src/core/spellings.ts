const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

/** Two hexadecimal digits of either case. */
const anyCase = (byte: number): string =>
  hex(byte).replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const escapedUnit = (unit: string): string =>
  `\\\\u${anyCase(unit.charCodeAt(0) >> 8)}${anyCase(unit.charCodeAt(0) & 0xff)}`;

/** The ways to write one character: its bytes, percent-encoded as in a URL or a form, and as JSON allows. */
function ofCharacter(character: string): string {
  const bytes = [...Buffer.from(character)];
  const plain = bytes.map((byte) => `\\x${hex(byte)}`).join("");
  const ways = [
    plain,
    bytes.map((byte) => `%${anyCase(byte)}`).join(""),
    character.split("").map(escapedUnit).join(""),
  ];
  if (/["\\/]/.test(character)) ways.push(`\\\\${plain}`);
  if (character === " ") ways.push("\\+");
  return `(?:${ways.join("|")})`;
}

/** Finds a text however it is written, in bytes that were read as Latin-1. */
export const anySpelling = (text: string): RegExp => new RegExp(Array.from(text, ofCharacter).join(""), "g");
