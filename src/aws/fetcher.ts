import { BridgeError } from "../core/errors.ts";
import type { Clock, Fetcher } from "../pipeline/ports.ts";

const timeoutMs = 3_000;
const mostBytes = 65_536;
const kept = { milliseconds: 24 * 3_600_000, coolDown: 60_000, entries: 64 } as const;

/** Fetches certificates and confirms subscriptions: https, no redirects, bounded in time and size. */
export function httpsFetcher(now: Clock): Fetcher {
  const cache = new Map<string, { readonly text: string; readonly readAt: number }>();
  const get = (url: string): Promise<Response> =>
    fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
  return {
    async text(url, fresh = false) {
      const cached = cache.get(url);
      const lifetime = fresh ? kept.coolDown : kept.milliseconds;
      if (cached && Math.abs(now() - cached.readAt) < lifetime) return cached.text;
      try {
        const response = await get(url);
        const text = response.ok ? await response.text() : "";
        if (text === "" || text.length > mostBytes)
          throw new Error(`status ${response.status}, ${text.length} characters`);
        if (cache.size >= kept.entries) cache.clear();
        cache.set(url, { text, readAt: now() });
        return text;
      } catch (cause) {
        throw new BridgeError(
          "key-fetch-failed",
          `The key at ${new URL(url).host} could not be fetched.`,
          "Check that the function can reach the internet, or pin the certificate in the source's secret.",
          cause,
        );
      }
    },
    async confirm(url) {
      try {
        return (await get(url)).ok;
      } catch (cause) {
        throw new BridgeError(
          "key-fetch-failed",
          `The subscription could not be confirmed at ${new URL(url).host}.`,
          "Check that the function can reach the internet; the vendor will ask again.",
          cause,
        );
      }
    },
  };
}
