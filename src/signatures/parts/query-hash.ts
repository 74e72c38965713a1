import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";
import { escapeReserved } from "./url-spellings.ts";

/** The canonical path: no slash at its end, and `&` escaped, or part of it could pass for the query. */
function canonicalPath(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.replaceAll("&", "%26").replace(/\/$/, "") || "/";
}

/** The canonical query without the token. */
function canonicalQuery(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete("jwt");
  parameters.sort();
  const groups = Map.groupBy(parameters, ([name]) => name);
  const pairs = Array.from(groups, ([name, group]) => {
    const values = group.map(([, value]) => value).sort();
    return `${escapeReserved(name)}=${values.map(escapeReserved).join(",")}`;
  });
  return pairs.join("&");
}

/** Most segments that the path of an app's base URL may have. */
const mostContextSegments = 8;

type RequestLine = Pick<WebhookRequest, "method" | "url" | "query">;

/**
 * Hex SHA-256 of method, path and sorted query without the token: it binds a token to one request line. The first is of the whole path;
 * then without the path of the app's base URL, as far as that may go: it is not hashed, and only the vendor knows it.
 * https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/
 */
export function queryHashes({ method, url, query }: RequestLine): readonly [string, ...string[]] {
  const path = canonicalPath(url);
  const segments = path.split("/").slice(1);
  const shorter = segments.slice(1, mostContextSegments + 1).flatMap((_, place) => {
    const rest = segments.slice(place + 1).join("/");
    return rest === "" ? [] : `/${rest}`;
  });
  const hashOf = (one: string): string => sha256([[method, one, canonicalQuery(query)].join("&")]);
  return [hashOf(path), ...shorter.map(hashOf)];
}
