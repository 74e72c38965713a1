import type { Clock } from "../core/clock.ts";
import { BridgeError } from "../core/errors.ts";
import type { Fetcher } from "../receive/ports.ts";

const timeoutMs = 3_000;

/** Bytes of the largest key or certificate. */
const longestKey = 65_536;

/** How long (milliseconds) and how many texts are cached, and how soon a URL is fetched again. */
const periods = { milliseconds: 24 * 3_600_000, coolDown: 60_000, entries: 64 } as const;

interface CachedText {
  readonly text: string;
  readonly readAt: number;
  /** When it last could not be fetched again. */
  readonly failedAt?: number;
}

const fetchFailed = (url: string, cause: unknown): BridgeError =>
  new BridgeError(
    "key-fetch-failed",
    `The key at ${new URL(url).host} could not be fetched: the host is down, or the function can't reach the internet.`,
    "Check the function's way to the internet and wait for the vendor's retry; for SNS you can pin the certificate in the source's secret.",
    cause,
  );

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

/** Fetches certificates and confirms subscriptions, without redirects (SSRF), bounded in time and size. */
export function httpsFetcher(now: Clock): Fetcher {
  const cache = new Map<string, CachedText>();
  const age = (at: number | undefined): number =>
    at === undefined ? Number.POSITIVE_INFINITY : Math.abs(now() - at);
  const get = (url: string): Promise<Response> =>
    fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
  return {
    async text(url, fresh = false) {
      const cached = cache.get(url);
      if (cached && age(cached.readAt) < (fresh ? periods.coolDown : periods.milliseconds))
        return cached.text;
      // An attacker who makes up requests must not make us call a host that is down again and again.
      if (age(cached?.failedAt) < periods.coolDown)
        throw fetchFailed(url, new Error("it failed a moment ago"));
      try {
        const response = await get(url);
        const text = response.ok ? await boundedText(response) : "";
        if (text === "") throw new Error(`status ${response.status}, no text`);
        const [oldest] = cache.keys();
        if (cache.size >= periods.entries && oldest !== undefined) cache.delete(oldest);
        cache.set(url, { text, readAt: now() });
        return text;
      } catch (cause) {
        if (cached) cache.set(url, { ...cached, failedAt: now() });
        throw fetchFailed(url, cause);
      }
    },
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
