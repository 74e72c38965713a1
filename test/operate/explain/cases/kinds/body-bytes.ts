/** The body's bytes are others, though its text means the same. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import type { CauseWord } from "../../../../../src/operate/explain/explanation.ts";
import { type Changed, type Kind, textOfBody, withBody, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import { treeOf, written } from "../json-styles.ts";
import type { Random } from "../random.ts";

type Bytes = (body: Buffer, random: Random) => Buffer | undefined;
type More = (request: WebhookRequest, genuine: Genuine) => Partial<Changed>;

const bodied = (word: CauseWord, name: string, about: string, bytes: Bytes, more?: More): Kind => ({
  word,
  name,
  change: (genuine, random) =>
    changedBytes(genuine, about, bytes(Buffer.from(genuine.request.body), random), more),
});

function changedBytes(
  genuine: Genuine,
  about: string,
  body: Buffer | undefined,
  more: More = () => ({}),
): Changed | undefined {
  const { request } = genuine;
  if (!body || request.body.length < 2 || body.equals(request.body)) return undefined;
  const changed = withBody(request, body);
  return { about, request: changed, ...more(changed, genuine) };
}

/** The vendor signs another body of the request first. */
const prepared = (kind: Kind, prepare: (text: string, random: Random) => string | undefined): Kind => ({
  ...kind,
  async change(genuine, random) {
    const text = prepare(textOfBody(genuine.request), random);
    if (text === undefined || !genuine.sign) return undefined;
    const signed = await genuine.sign({ body: Buffer.from(text) });
    return signed && textOfBody(signed) === text
      ? kind.change({ ...genuine, request: signed }, random)
      : undefined;
  },
});

const indented = (text: string): string | undefined => {
  const tree = treeOf(text);
  return tree === undefined ? undefined : written(tree, { indent: "  " });
};
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

const lossy = (): Partial<Changed> => ({ isLossy: true });

const charsets: readonly Kind[] = [
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
    lossy,
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

const newlines: readonly Kind[] = [
  prepared(
    bodied("body-newlines", "crlf", "Line ends were converted to CRLF.", (body) =>
      Buffer.from(body.toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1"),
    ),
    indented,
  ),
  prepared(
    bodied(
      "body-newlines",
      "one-line",
      "Line ends were dropped.",
      (body) => Buffer.from(body.toString("latin1").replace(/\r?\n/g, ""), "latin1"),
      lossy,
    ),
    indented,
  ),
  prepared(
    bodied("body-newlines", "lf", "Line ends were converted to LF.", (body) =>
      Buffer.from(body.toString("latin1").replaceAll("\r\n", "\n"), "latin1"),
    ),
    (text) => indented(text)?.replaceAll("\n", "\r\n"),
  ),
  bodied("body-newlines", "lf-added", "A line end was added.", (body) =>
    Buffer.concat([body, Buffer.from("\n")]),
  ),
  bodied("body-newlines", "crlf-added", "A line end CRLF was added.", (body) =>
    Buffer.concat([body, Buffer.from("\r\n")]),
  ),
  bodied("body-newlines", "two-added", "Two line ends were added.", (body) =>
    Buffer.concat([body, Buffer.from("\n\n")]),
  ),
  bodied("body-newlines", "lf-before", "A line end was put before it.", (body) =>
    Buffer.concat([Buffer.from("\n"), body]),
  ),
  bodied("body-newlines", "byte-order-mark", "A byte-order mark was put before it.", (body) =>
    Buffer.concat([Buffer.from("\ufeff"), body]),
  ),
  bodied("body-newlines", "cut", "The line end at the end was cut.", (body) =>
    body.at(-1) === 10 ? Buffer.from(body.toString("latin1").trimEnd(), "latin1") : undefined,
  ),
  prepared(
    bodied("body-newlines", "cut-of-sent", "The line end at the end was cut.", (body) =>
      body.subarray(0, -1),
    ),
    (text) => `${text}\n`,
  ),
];

const base64: readonly Kind[] = [
  bodied("body-base64", "left", "The body was left in base64.", (body) =>
    Buffer.from(body.toString("base64")),
  ),
  bodied("body-base64", "url", "The body was left in base64url.", (body) =>
    Buffer.from(body.toString("base64url")),
  ),
  bodied("body-base64", "lines", "The body was left in base64 with lines (MIME).", (body) =>
    Buffer.from(body.toString("base64").replace(/(.{76})/g, "$1\r\n")),
  ),
  bodied("body-base64", "with-line-end", "The body was left in base64, with a line end.", (body) =>
    Buffer.from(`${body.toString("base64")}\n`),
  ),
  bodied("body-base64", "twice", "The body was encoded twice.", (body) =>
    Buffer.from(Buffer.from(body.toString("base64")).toString("base64")),
  ),
  bodied("body-base64", "quoted", "The body came as a JSON text in base64.", (body) =>
    Buffer.from(JSON.stringify(body.toString("base64"))),
  ),
  bodied(
    "body-base64",
    "decoded-plain",
    "A body that was no base64 was decoded as such.",
    (body) => Buffer.from(body.toString("latin1"), "base64"),
    () => ({ isLossy: true, accept: ["body-charset"] }),
  ),
];

const encoded =
  (name: string): More =>
  (request) => ({
    request: withHeaders(request, (headers) => void headers.set("content-encoding", name)),
  });

const compressed: readonly Kind[] = [
  bodied(
    "body-compressed",
    "gzip",
    "Compressed with gzip, and says so.",
    (body) => gzipSync(body),
    encoded("gzip"),
  ),
  bodied("body-compressed", "gzip-silent", "Compressed with gzip, and does not say so.", (body) =>
    gzipSync(body),
  ),
  bodied(
    "body-compressed",
    "deflate",
    "Compressed with deflate, and says so.",
    (body) => deflateSync(body),
    encoded("deflate"),
  ),
  bodied("body-compressed", "deflate-silent", "Compressed with zlib, and does not say so.", (body) =>
    deflateSync(body),
  ),
  bodied(
    "body-compressed",
    "deflate-raw",
    "Compressed with raw deflate, and says so.",
    (body) => deflateRawSync(body),
    encoded("deflate"),
  ),
  bodied(
    "body-compressed",
    "brotli",
    "Compressed with brotli, and says so.",
    (body) => brotliCompressSync(body),
    encoded("br"),
  ),
  bodied("body-compressed", "brotli-silent", "Compressed with brotli, and does not say so.", (body) =>
    brotliCompressSync(body),
  ),
  {
    word: "body-compressed",
    name: "unpacked-but-said",
    change: ({ request }) => ({
      about: "A proxy has unpacked the body and left content-encoding.",
      request: withHeaders(request, (headers) => void headers.set("content-encoding", "gzip")),
    }),
  },
];

const cut = (name: string, about: string, left: (length: number) => number, says: boolean): Kind =>
  bodied(
    "body-truncated",
    name,
    about,
    (body) => (body.length < 40 ? undefined : body.subarray(0, left(body.length))),
    (_, { request }) => ({ isLossy: true, ...(says && { contentLength: request.body.length }) }),
  );

const truncated: readonly Kind[] = [
  cut("quarter-missing", "A quarter of the body is missing.", (length) => Math.floor(length * 0.75), true),
  cut(
    "half-missing",
    "Half of the body is missing, and the length says what is there.",
    (length) => length >> 1,
    false,
  ),
  cut("last-byte", "The last byte is missing.", (length) => length - 1, true),
  cut(
    "last-byte-silent",
    "The last byte is missing, and the length says what is there.",
    (length) => length - 1,
    false,
  ),
  cut("first-bytes-left", "Only the first bytes came.", () => 20, true),
  cut("all-missing", "The body did not come.", () => 0, true),
];

export const kinds: readonly Kind[] = [...charsets, ...newlines, ...base64, ...compressed, ...truncated];
