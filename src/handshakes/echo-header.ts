import type { HeaderEcho } from "../core/handshake.ts";
import type { Facts } from "../core/pointers.ts";
import { echoable } from "./answer.ts";

/** The header to send back, as headers of an answer; undefined when the request has none that may be echoed. */
export function echoHeader(
  { echoHeader: name }: HeaderEcho,
  facts: Facts,
): Record<string, string> | undefined {
  const value = facts.header(name);
  return echoable(value) ? { [name]: value } : undefined;
}
