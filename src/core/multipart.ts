/** More parts than any vendor's form has; beyond it the form counts as unreadable. */
const mostParts = 500;

/** The boundary that a content type of multipart/form-data (RFC 7578) names; undefined for other types. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? "") ??
    [];
  return quoted ?? plain;
}

/** The text fields of a multipart form in order; files are left out. undefined when it is none that can be read. */
export function multipartFields(
  text: string,
  boundary: string,
): readonly (readonly [string, string])[] | undefined {
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (parts.length < 2 || parts.length > mostParts || !parts.at(-1)?.startsWith("--")) return undefined;
  return parts.slice(1, -1).flatMap((part): (readonly [string, string])[] => {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(0, Math.max(end, 0));
    // Not beyond its line: a head of nothing but such lines would be read to its end from each of them.
    const [, name] = /^content-disposition:[ \t]*form-data;[^\r\n]*?\bname="([^"\r]*)"/im.exec(head) ?? [];
    return name === undefined || /\bfilename\*?=/i.test(head) ? [] : [[name, part.slice(end + 4)]];
  });
}
