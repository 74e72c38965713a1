/** The parts of a URI reference, which every text has (RFC 3986, appendix B): what is no scheme begins a path. */
const parts = /(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?/s;
const authorityParts = /(?:(.*)@)?(.*?)(?::([0-9]*))?$/s;

/** What must be encoded where these characters may stand besides names' own (RFC 3986, section 3). */
const allBut = (more: string): RegExp =>
  new RegExp(`%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=%${more}]`, "gu");

const others = { user: allBut(":"), host: allBut(""), path: allBut(":@/"), query: allBut(":@/?") } as const;

const percentEncode = (text: string, part: keyof typeof others): string =>
  text.replace(others[part], encodeURIComponent);

/** An IP address in brackets, or a name. */
const encodeHost = (host: string): string =>
  /^\[[0-9A-Fa-f:.]+\]$/.test(host) && URL.canParse(`http://${host}`) ? host : percentEncode(host, "host");

type UriPart = string | undefined;

/** A match of `parts`. */
type UriMatch = [
  whole: string,
  scheme: UriPart,
  authority: UriPart,
  path: string,
  query: UriPart,
  fragment: UriPart,
];

const encodeAuthority = (authority: string): string =>
  authority.replace(authorityParts, (_, user: UriPart, host: string, port: UriPart) => {
    const before = user === undefined ? "" : `${percentEncode(user, "user")}@`;
    return before + encodeHost(host) + (port === undefined ? "" : `:${port}`);
  });

/** A path; where no scheme stands before it, its first step has no colon. */
function encodePath(path: string, scheme: UriPart): string {
  const encoded = percentEncode(path, "path");
  return scheme === undefined ? encoded.replace(/[^/]*/, (first) => first.replaceAll(":", "%3A")) : encoded;
}

/**
 * A text as a URI reference by RFC 3986: what may not stand in its place is percent-encoded, a URI reference stays as it
 * is.
 * @param text without lone surrogates
 */
export const toUriReference = (text: string): string =>
  text.replace(parts, (...[, scheme, authority, path, query, fragment]: UriMatch) =>
    [
      scheme === undefined ? "" : `${scheme}:`,
      authority === undefined ? "" : `//${encodeAuthority(authority)}`,
      encodePath(path, scheme),
      query === undefined ? "" : `?${percentEncode(query, "query")}`,
      fragment === undefined ? "" : `#${percentEncode(fragment, "query")}`,
    ].join(""),
  );
