import type { ConfirmAnswer } from "../core/handshake.ts";
import { type Facts, readValue } from "../core/pointers.ts";

const wildcard = /\*/g;

/** The URL to fetch, or undefined when it is not https on an allowed host with its default port and no user. */
export function confirmUrl(rule: ConfirmAnswer, facts: Facts): string | undefined {
  const text = readValue(facts, rule.confirm);
  if (!text || text.length > 4_096 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    return undefined;
  const allowed = rule.hosts.some((host) => {
    const pattern = host.split(wildcard).map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
    return new RegExp(`^${pattern.join("[a-z0-9-]+")}$`).test(url.hostname);
  });
  return allowed ? url.href : undefined;
}
