import { decodeUtf8 } from "../../../core/json/json.ts";
import { type BodyReading, bytesAsText, textBody, type UndoBody } from "./body-change.ts";
import { fromWindows1252, toWindows1252 } from "./windows-1252.ts";

/** Most guesses of lost characters, and how many of them are guessed together. */
const guessLimits = { guesses: 6_000, lost: 3 } as const;

/** Characters that are lost most often where a text is not taken for UTF-8. */
const usual = Array.from(
  "\u00fc\u00f6\u00e4\u00df\u00e9\u00e8\u00f8\u00e5\u00e6\u00f1\u00e7\u00e0\u00e1\u00ed\u00f3\u00fa\u00ea\u00eb\u00ef\u00f4\u00fb\u00ee\u00e3\u00f5" +
    "\u00dc\u00d6\u00c4\u00c9\u00d8\u00c5\u00c6\u00d1\u00c7\u2019\u2018\u201c\u201d\u2013\u2014\u2026" +
    "\u20ac\u00a3\u0142\u0119\u0105\u015b\u0161\u010d\u017e\u0159\u00fd\u011b\u0151\u0171\u00f2\u00ec" +
    "\u00f9\u00e2\u00c1\u00d3\u00da\u00cd\u00b0\u00a7\u00b4\u00ab\u00bb\u00b7\u2022\u2122\u00ae\u00a9" +
    "\u{1f600}\u{1f389}\u{1f44d}\u{1f680}\u2764",
);

const notAscii = /[\x80-\uffff]/;

/** Texts with what stands for lost characters replaced by the usual ones: all alike first, then each by itself. */
function* guessed(text: string, mark: RegExp): Generator<string> {
  const places = [...text.matchAll(mark)];
  if (places.length === 0 || places.length > 12) return;
  for (const character of usual) yield text.replaceAll(mark, character);
  if (places.length > guessLimits.lost) return;
  const pieces = text.split(mark);
  let made = 0;
  function* fill(at: number, before: string): Generator<string> {
    if (at === places.length) {
      yield before;
      return;
    }
    for (const character of usual.slice(0, places.length > 2 ? 16 : usual.length)) {
      if (++made > guessLimits.guesses) return;
      yield* fill(at + 1, before + character + (pieces[at + 1] ?? ""));
    }
  }
  yield* fill(0, pieces[0] ?? "");
}

function* converted(body: Uint8Array, text: string | undefined): Generator<BodyReading> {
  const latin = bytesAsText(body);
  const windows = fromWindows1252(body);
  yield textBody(latin, "converted from Latin-1 to UTF-8");
  yield textBody(windows, "converted from Windows-1252 to UTF-8");
  if (text === undefined) return;
  // A byte-order mark was taken off by the decoder.
  for (const [read, name] of [
    [(one: string) => toWindows1252(one), "Windows-1252"],
    [(one: string) => (/[^\0-\xff]/.test(one) ? undefined : Buffer.from(one, "latin1")), "Latin-1"],
  ] as const) {
    const once = read(text);
    if (!once) continue;
    yield { body: once, what: `converted from UTF-8 to ${name}, which takes back an encoding too many` };
    const twice = decodeUtf8(once);
    const bytes = twice === undefined ? undefined : read(twice);
    if (bytes) yield { body: bytes, what: `converted twice from UTF-8 to ${name}` };
  }
  for (const form of ["NFC", "NFD", "NFKC"] as const)
    yield textBody(text.normalize(form), `in Unicode's form ${form}`);
  yield { body: Buffer.from(text, "utf16le"), what: "in UTF-16" };
}

/** The parts of a text that were converted, where others were not. */
function* partly(text: string): Generator<BodyReading> {
  const back = (read: (run: string) => Uint8Array | undefined): string =>
    text.replace(/[\x80-\uffff]{2,}/g, (run) => {
      const bytes = read(run);
      return (bytes && decodeUtf8(bytes)) ?? run;
    });
  yield textBody(back(toWindows1252), "with the texts in it converted back from Windows-1252");
  yield textBody(
    back((run) => Buffer.from(run, "latin1")),
    "with the texts in it converted back from Latin-1",
  );
  const unescapedTexts = text.replace(/(?:\\u00[0-9a-f]{2}){2,}/gi, (run) => {
    const codes = run.match(/[0-9a-f]{4}/gi) ?? [];
    return decodeUtf8(Buffer.from(codes.map((code) => Number.parseInt(code, 16)))) ?? run;
  });
  yield textBody(unescapedTexts, "with the texts in it converted back from Latin-1");
  const percent = text.replace(/(?:%C3%[89AB][0-9A-F]%C2%[89AB][0-9A-F])+/gi, (run) => {
    const bytes = toWindows1252(decodeURIComponent(run));
    return bytes ? encodeURIComponent(decodeUtf8(bytes) ?? "") : run;
  });
  yield textBody(percent, "with the fields in it converted back from Latin-1");
  yield textBody(
    text.replace(/%(?:C2%([89AB][0-9A-F])|C3%([89AB][0-9A-F]))/gi, (_, low: string, upper: string) =>
      low ? `%${low}` : `%${(Number.parseInt(upper, 16) + 0x40).toString(16).toUpperCase()}`,
    ),
    "with its fields in Latin-1",
  );
  yield textBody(
    text.replace(/%([89A-F][0-9A-F])/gi, (_, hex: string) =>
      encodeURIComponent(String.fromCharCode(Number.parseInt(hex, 16))),
    ),
    "with its fields in UTF-8",
  );
}

/** What was converted between UTF-8 and Latin-1 or Windows-1252. */
export const undoCharset: UndoBody = function* (body): Generator<BodyReading> {
  const text = decodeUtf8(body);
  const hasHigh = body.some((byte) => byte >= 0x80);
  if (hasHigh) yield* converted(body, text);
  const hasEscapes = text !== undefined && /%[89A-F][0-9A-F]|\\u00/i.test(text);
  if (text !== undefined && (hasHigh || hasEscapes)) yield* partly(text);
};

const folded: Readonly<Record<string, string>> = {
  o: "\u00f6\u00f8\u00f3",
  u: "\u00fc\u00fa",
  a: "\u00e4\u00e5\u00e1\u00e0",
  e: "\u00e9\u00e8\u00ea",
  n: "\u00f1",
  c: "\u00e7",
};

/** Characters that were lost are guessed: each is one of few in most texts. */
export const guessCharacters: UndoBody = function* (body): Generator<BodyReading> {
  const text = decodeUtf8(body);
  if (text === undefined) {
    // Bytes of a character that are missing.
    const lenient = Buffer.from(body).toString();
    for (const one of guessed(lenient, /\ufffd+/g))
      yield textBody(one, "with the characters that are no UTF-8 guessed");
    return;
  }
  for (const [mark, what] of [
    [/\ufffd{2,4}|\ufffd/g, "with the characters behind U+FFFD guessed"],
    [/\ufffd/g, "with the characters behind U+FFFD guessed"],
    [/\\ufffd/gi, "with the characters behind U+FFFD guessed"],
    [/(?:%EF%BF%BD)+/gi, "with the characters behind U+FFFD guessed"],
    [/(?<=\p{L})\?+(?=\p{L})/gu, "with the characters behind question marks guessed"],
    [
      /(?<=[\s"\p{L}])\?+(?=\p{L})|(?<=\p{L})\?+(?=[\s"\p{L}])/gu,
      "with the characters behind question marks guessed",
    ],
  ] as const)
    for (const one of guessed(text, mark)) yield textBody(one, what);
  if (notAscii.test(text) || body.length > 4_000) return;
  // One letter that lost its accent.
  let made = 0;
  for (const [letter, accented] of Object.entries(folded))
    for (const { index } of text.matchAll(new RegExp(letter, "g")))
      for (const one of accented) {
        if (++made > 2_000) return;
        yield textBody(
          text.slice(0, index) + one + text.slice(index + 1),
          "with the accent of a letter put back",
        );
      }
};
