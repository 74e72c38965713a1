import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The canonical path: no slash at its end, and `&` escaped, or part of it could pass for the query. */
function canonicalPath(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.replaceAll("&", "%26").replace(/\/$/, "") || "/";
}

/**
 * Hex SHA-256 of method, path and sorted query without the token: it binds a token to one request line.
 * https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/
 */
export function queryHash({ method, url, query }: Pick<WebhookRequest, "method" | "url" | "query">): string {
  const parameters = new URLSearchParams(query);
  parameters.delete("jwt");
  parameters.sort();
  const groups = Map.groupBy(parameters, ([name]) => name);
  const pairs = Array.from(groups, ([name, group]) => {
    const values = group.map(([, value]) => value).sort();
    return `${encoded(name)}=${values.map(encoded).join(",")}`;
  });
  return sha256([[method, canonicalPath(url), pairs.join("&")].join("&")]);
}
