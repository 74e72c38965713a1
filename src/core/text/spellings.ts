const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

/** Two hexadecimal digits of either case. */
const anyCase = (byte: number): string =>
  hex(byte).replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const escapedUnit = (unit: string): string =>
  `\\\\u${anyCase(unit.charCodeAt(0) >> 8)}${anyCase(unit.charCodeAt(0) & 0xff)}`;

/** The spellings of one character: plain, percent-encoded as in URLs and forms, escaped as in JSON. */
function ofCharacter(character: string): string {
  const bytes = [...Buffer.from(character)];
  const plain = bytes.map((byte) => `\\x${hex(byte)}`).join("");
  const spellings = [
    plain,
    bytes.map((byte) => `%${anyCase(byte)}`).join(""),
    character.split("").map(escapedUnit).join(""),
  ];
  if (/["\\/]/.test(character)) spellings.push(`\\\\${plain}`);
  if (character === " ") spellings.push("\\+");
  return `(?:${spellings.join("|")})`;
}

/** Matches a text in every spelling, in bytes that were read as Latin-1. */
export const anySpelling = (text: string): RegExp => new RegExp(Array.from(text, ofCharacter).join(""), "g");
