/** A host name or address with an optional port. */
const plainHost = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?$/i;

/**
 * The URL by which the bridge takes itself to be called, for its log: without the query, a user and password, and any
 * path that the deployment did not make. Behind some front doors strangers choose what stands before `/hooks/`.
 * @param prefixes paths that the deployment itself puts there
 */
export function ownUrl(url: string, sourceName: string, prefixes: readonly string[]): string {
  const [, scheme = "https", authority = "", path = ""] = /^([a-z]+):\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const hook = `/hooks/${sourceName}`;
  const end = path.endsWith("/") ? `${hook}/` : hook;
  const before = path.endsWith(end) ? path.slice(0, -end.length) : undefined;
  const known = before === "" || (before !== undefined && prefixes.includes(before));
  return `${scheme}://${plainHost.test(host) ? host : "…"}${known ? before : "/…"}${end}`;
}
