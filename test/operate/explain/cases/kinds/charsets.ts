/** The body's text came in another encoding. */
import type { Changed, Kind } from "../change.ts";
import { treeOf } from "../json-styles.ts";
import type { Random } from "../random.ts";
import { type Bytes, bodied, lossy, type More, prepared } from "./bodied.ts";

const names = ["Søren Bøgh", "Zoë Müller", "François Lefèvre", "José Ñuñez", "Günther Weiß"];
const typographic = ["“Größe” – 5 €", "L’été à la plage…", "Café “Zoë” – 12 €"];
const wide = ["東京タワー", "Здравствуй, мир", "Ünïcödé ☕", "Łódź ✓"];

/** JSON with a text that is not ASCII at its end. */
const saying =
  (texts: readonly string[]) =>
  (text: string, random: Random): string | undefined => {
    const tree = treeOf(text);
    if (!tree || Array.isArray(tree) || /[^\0-\x7f]/.test(text)) return undefined;
    const space = text.includes('": ') ? " " : "";
    return text.replace(
      /\s*\}\s*$/,
      (end) => `,${space}"customer_name":${space}"${random.pick(texts)}"${end}`,
    );
  };

const windows: Readonly<Record<string, number>> = {
  "€": 0x80,
  "…": 0x85,
  "‘": 0x91,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "–": 0x96,
  "—": 0x97,
};

/** In Windows-1252; undefined where it has no such character. */
function windows1252(text: string): Buffer | undefined {
  const codes = Array.from(
    text,
    (one) => windows[one] ?? (one.charCodeAt(0) < 0x100 && one.length === 1 ? one.charCodeAt(0) : -1),
  );
  return codes.includes(-1) ? undefined : Buffer.from(codes);
}
const latin1 = (body: Buffer): Buffer | undefined =>
  /^[\0-\xff]*$/.test(body.toString()) ? Buffer.from(body.toString(), "latin1") : undefined;
const mojibake = (body: Buffer): Buffer => Buffer.from(new TextDecoder("windows-1252").decode(body));

const charset = (
  name: string,
  about: string,
  bytes: Bytes,
  texts: readonly string[],
  more?: More,
): readonly Kind[] => [
  prepared(bodied("body-charset", name, about, bytes, more), saying(texts)),
  bodied("body-charset", `${name}-as-sent`, about, bytes, more),
];

/** What came could have been sent so. */
const traceless = (): Partial<Changed> => ({ isLossy: true, accept: ["secret-wrong", "body-reserialized"] });

export const kinds: readonly Kind[] = [
  ...charset("latin-1", "UTF-8 was converted to Latin-1.", latin1, names),
  ...charset(
    "windows-1252",
    "UTF-8 was converted to Windows-1252.",
    (body) => windows1252(body.toString()),
    typographic,
  ),
  ...charset(
    "encoded-twice",
    "UTF-8 was taken for Latin-1 and encoded again.",
    (body) => Buffer.from(body.toString("latin1")),
    names,
  ),
  ...charset("encoded-twice-1252", "UTF-8 was taken for Windows-1252 and encoded again.", mojibake, [
    ...typographic,
    ...wide,
  ]),
  ...charset(
    "encoded-three-times",
    "UTF-8 was encoded three times.",
    (body) => Buffer.from(Buffer.from(body.toString("latin1")).toString("latin1")),
    names,
  ),
  ...charset(
    "replaced",
    "Characters were replaced with U+FFFD.",
    (body) => Buffer.from(body.toString().replace(/[^\0-\x7f]/g, "\ufffd")),
    names,
    lossy,
  ),
  ...charset(
    "question-marks",
    "Characters were replaced with question marks.",
    (body) => Buffer.from(body.toString().replace(/[^\0-\x7f]/g, "?")),
    names,
    traceless,
  ),
  ...charset(
    "replaced-bytes",
    "Each byte that is no ASCII became U+FFFD.",
    (body) => Buffer.from(body.toString("latin1").replace(/[\x80-\xff]/g, "\ufffd")),
    names,
    lossy,
  ),
  ...charset(
    "utf-16",
    "UTF-8 was converted to UTF-16.",
    (body) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body.toString(), "utf16le")]),
    names,
  ),
];
