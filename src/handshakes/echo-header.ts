import type { HeaderEcho } from "../core/handshake.ts";
import type { Facts } from "../core/pointers.ts";
import { echoable } from "./answer.ts";

/** The echoed header, as headers of an answer; undefined when it is missing or must not be echoed. */
export function echoHeader(
  { echoHeader: name }: HeaderEcho,
  facts: Facts,
): Record<string, string> | undefined {
  const value = facts.header(name);
  return echoable(value) ? { [name]: value } : undefined;
}
