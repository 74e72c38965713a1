import { decodeUtf8 } from "../json/json.ts";

/** No vendor's form has more parts. A larger form counts as unreadable. */
const mostParts = 500;

/** The boundary in a content type of multipart/form-data (RFC 7578); undefined for other types. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? "") ??
    [];
  return quoted ?? plain;
}

/** Text whose characters are bytes, as UTF-8; undefined for other bytes. */
const fromBytes = (text: string): string | undefined => decodeUtf8(Buffer.from(text, "latin1"));

/**
 * The text fields of a multipart form, in order, without its files; undefined when the form is unreadable.
 */
export function multipartFields(
  body: Uint8Array,
  boundary: string,
): readonly (readonly [string, string])[] | undefined {
  // As bytes: a file is seldom UTF-8.
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1");
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (parts.length < 2 || parts.length > mostParts || !parts.at(-1)?.startsWith("--")) return undefined;
  return parts.slice(1, -1).flatMap((part): (readonly [string, string])[] => {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, Math.max(end, 0));
    // The match stays on its line: otherwise a head full of such lines would take quadratic time.
    const [, found] = /^content-disposition:[ \t]*form-data;[^\r\n]*?\bname="([^"\r]*)"/im.exec(head) ?? [];
    if (found === undefined || /\bfilename\*?=/i.test(head)) return [];
    const [name, value] = [fromBytes(found), fromBytes(part.slice(end + 4))];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}
