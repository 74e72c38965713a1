import type { ConfirmAnswer } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";

/** Longest URL that is fetched, in characters. */
const longestUrl = 4_096;

const hostPattern = (host: string): RegExp =>
  new RegExp(`^${host.replace(/[.\\+?^${}()|[\]]/g, "\\$&").replaceAll("*", "[a-z0-9-]+")}$`);

/** The URL to fetch; undefined unless it is https on an allowed host, without a port or user (SSRF). */
export function confirmUrl({ confirm, hosts }: ConfirmAnswer, facts: Facts): string | undefined {
  const text = readValue(facts, confirm);
  if (text === undefined || text.length > longestUrl) return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.port + url.username + url.password !== "") return undefined;
  return hosts.some((host) => hostPattern(host).test(url.hostname)) ? url.href : undefined;
}
