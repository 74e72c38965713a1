/** The parts of a URI reference, which every text has (RFC 3986, appendix B). */
const parts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const authorityParts = /^(?:(.*)@)?(.*?)(?::([0-9]*))?$/s;
const schemePattern = /^[A-Za-z][A-Za-z0-9+.-]*$/;

/** What must be encoded where these characters may stand besides names' own (RFC 3986, section 3). */
const allBut = (more: string): RegExp =>
  new RegExp(`%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=%${more}]`, "gu");

const others = { user: allBut(":"), host: allBut(""), path: allBut(":@/"), query: allBut(":@/?") } as const;

const percentEncode = (text: string, part: keyof typeof others): string =>
  text.replace(others[part], encodeURIComponent);

/** An IP address in brackets, or a name. */
const encodeHost = (host: string): string =>
  /^\[.*\]$/s.test(host) && URL.canParse(`http://${host}`) ? host : percentEncode(host, "host");

function encodeAuthority(authority: string): string {
  const [, user, host = "", port] = authorityParts.exec(authority) ?? [];
  const before = user === undefined ? "" : `${percentEncode(user, "user")}@`;
  return `//${before}${encodeHost(host)}${port === undefined ? "" : `:${port}`}`;
}

/**
 * A text as a URI reference by RFC 3986: what may not stand in its place is percent-encoded, a URI reference stays as it
 * is.
 * @param text without lone surrogates
 */
export function toUriReference(text: string): string {
  const [, scheme, authority, path = "", query, fragment] = parts.exec(text) ?? [];
  // What looks like a scheme but is not one begins a path, whose first step has no colon.
  if (scheme !== undefined && !schemePattern.test(scheme)) return toUriReference(text.replace(":", "%3A"));
  const isRelative = scheme === undefined && authority === undefined;
  const encoded = percentEncode(path, "path");
  return [
    scheme === undefined ? "" : `${scheme}:`,
    authority === undefined ? "" : encodeAuthority(authority),
    isRelative ? encoded.replace(/^[^/]*/, (first) => first.replaceAll(":", "%3A")) : encoded,
    query === undefined ? "" : `?${percentEncode(query, "query")}`,
    fragment === undefined ? "" : `#${percentEncode(fragment, "query")}`,
  ].join("");
}
