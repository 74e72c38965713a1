/** No vendor's form has more parts. A larger form counts as unreadable. */
const mostParts = 500;

/** The boundary in a content type of multipart/form-data (RFC 7578); undefined for other types. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? "") ??
    [];
  return quoted ?? plain;
}

/**
 * The text fields of a multipart form, in order, without its files; undefined when the form is unreadable.
 */
export function multipartFields(
  text: string,
  boundary: string,
): readonly (readonly [string, string])[] | undefined {
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (parts.length < 2 || parts.length > mostParts || !parts.at(-1)?.startsWith("--")) return undefined;
  return parts.slice(1, -1).flatMap((part): (readonly [string, string])[] => {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, Math.max(end, 0));
    // The match stays on its line: otherwise a head full of such lines would take quadratic time.
    const [, name] = /^content-disposition:[ \t]*form-data;[^\r\n]*?\bname="([^"\r]*)"/im.exec(head) ?? [];
    return name === undefined || /\bfilename\*?=/i.test(head) ? [] : [[name, part.slice(end + 4)]];
  });
}
