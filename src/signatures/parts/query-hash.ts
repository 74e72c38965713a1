import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The path in its canonical form: no slash at the end, and nothing in it that could pass for a query. */
function canonicalPath(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.replaceAll("&", "%26").replace(/\/$/, "") || "/";
}

/**
 * Hex SHA-256 of method, path and sorted query, which ties a token to one request line. The token itself does not count.
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
