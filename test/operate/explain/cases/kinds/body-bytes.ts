/** The body's bytes are others, though its text means the same. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import { type Changed, type Kind, withHeaders } from "../change.ts";
import { treeOf, written } from "../json-styles.ts";
import { bodied, type More, prepared } from "./bodied.ts";

const indented = (text: string): string | undefined => {
  const tree = treeOf(text);
  return tree === undefined ? undefined : written(tree, { indent: "  " });
};
const unindented = (): Partial<Changed> => ({ isLossy: true, accept: ["body-reserialized"] });
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
      unindented,
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

const isForm = ({ headers }: WebhookRequest): boolean =>
  headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") === true;

const cut = (name: string, about: string, left: (length: number) => number, says: boolean): Kind =>
  bodied(
    "body-truncated",
    name,
    about,
    (body) =>
      body.length < 40 || /\s$/.test(body.toString("latin1"))
        ? undefined
        : body.subarray(0, left(body.length)),
    (_, { request }) => ({
      isLossy: true,
      // A form does not show where it ends, and its signature may stand in it.
      ...(!says && isForm(request) && { accept: ["secret-wrong", "signature-missing"] as const }),
      ...(says && { contentLength: request.body.length, names: [String(request.body.length)] }),
    }),
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

export const kinds: readonly Kind[] = [...newlines, ...base64, ...compressed, ...truncated];
