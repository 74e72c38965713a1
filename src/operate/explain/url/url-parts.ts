/** A URL in the parts that proxies change. */
export interface UrlParts {
  readonly scheme: string;
  /** Host name with its port, if one is written. */
  readonly host: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

export function partsOfUrl(url: string): UrlParts {
  const [, scheme = "https", host = "", path = "", query = ""] =
    /^([a-z]+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  return { scheme, host, path, query };
}

export const urlOf = ({ scheme, host, path, query }: UrlParts): string =>
  `${scheme}://${host}${path}${query === "" ? "" : `?${query}`}`;
