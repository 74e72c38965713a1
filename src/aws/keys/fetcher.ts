import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Fetcher } from "../../receive/ports.ts";
import { cachedKeys } from "./key-cache.ts";

const timeoutMs = 3_000;

/** Bytes of the largest key or certificate. */
const longestKey = 65_536;

/**
 * The text of an answer. One that is longer than a key is aborted at once, so that it can't fill the memory.
 */
async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > longestKey) throw new Error(`over ${longestKey} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const get = (url: string): Promise<Response> =>
  fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });

/** Fetches certificates and confirms subscriptions, without redirects (SSRF), bounded in time and size. */
export function httpsFetcher(now: Clock): Fetcher {
  const read = async (url: string) => {
    const response = await get(url);
    if (response.ok) return { status: response.status, text: await boundedText(response) };
    // Unread, it would keep the connection.
    await response.body?.cancel();
    return { status: response.status, text: "" };
  };
  return {
    text: cachedKeys(read, now),
    async confirm(url) {
      try {
        return (await get(url)).ok;
      } catch (cause) {
        throw new BridgeError(
          "key-fetch-failed",
          `The subscription could not be confirmed at ${new URL(url).host}: the host is down, or the function can't reach the internet.`,
          "Check the function's way to the internet; the vendor will ask again.",
          cause,
        );
      }
    },
  };
}
