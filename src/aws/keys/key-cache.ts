import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import { rejected } from "../../core/outcome.ts";
import type { Fetcher } from "../../receive/ports.ts";

/** How long (milliseconds) and how many keys are kept, and how often hosts are asked. */
const limits = {
  keptMs: 24 * 3_600_000,
  /** For one URL between two fetches. */
  coolDownMs: 60_000,
  /** Of one source within a cool-down. */
  fetches: 10,
  keys: 256,
} as const;

/** Reads a URL. Throws when no answer comes. */
export type ReadUrl = (url: string) => Promise<{ readonly status: number; readonly text: string }>;

/** What a host has said of a URL. */
type Said =
  | { readonly kind: "key"; readonly text: string }
  | { readonly kind: "no-key"; readonly text: string }
  // It knows no such URL.
  | { readonly kind: "unknown"; readonly cause: unknown }
  // It refused the request in another way.
  | { readonly kind: "refused"; readonly cause: unknown }
  // It failed, or was silent.
  | { readonly kind: "failed"; readonly cause: unknown };

const fetchFailed = (url: string, cause: unknown): BridgeError =>
  new BridgeError(
    "key-fetch-failed",
    `The key at ${new URL(url).host} could not be fetched: the host is down, or the function can't reach the internet.`,
    "Check the function's way to the internet and wait for the vendor's retry; for SNS you can pin the certificate in the source's secret.",
    cause,
  );

/** Asks a host once. */
async function ask(read: ReadUrl, url: string, isKey: (text: string) => boolean): Promise<Said> {
  try {
    const { status, text } = await read(url);
    const cause = new Error(`status ${status}`);
    if (status === 404 || status === 410) return { kind: "unknown", cause };
    if (status >= 400 && status < 500) return { kind: "refused", cause };
    if (status < 200 || status > 299 || text === "") return { kind: "failed", cause };
    return { kind: isKey(text) ? "key" : "no-key", text };
  } catch (cause) {
    return { kind: "failed", cause };
  }
}

const isWithin = (now: Clock, at: number, milliseconds: number): boolean =>
  Math.abs(now() - at) < milliseconds;

/** Whether a source may make another fetch, which then counts. */
function fetchBudget(now: Clock): (source: string) => boolean {
  const fetches = new Map<string, readonly number[]>();
  return (source) => {
    const recent = (fetches.get(source) ?? []).filter((at) => isWithin(now, at, limits.coolDownMs));
    const isAllowed = recent.length < limits.fetches;
    fetches.set(source, isAllowed ? [...recent, now()] : recent);
    return isAllowed;
  };
}

/**
 * The keys at vendors' URLs. Strangers may name any key in their requests, so a host is asked once per
 * cool-down for a URL, and ten times a minute for a source.
 */
export function cachedKeys(read: ReadUrl, now: Clock): Fetcher["text"] {
  const keys = new Map<string, { readonly text: string; readonly readAt: number }>();
  /** URLs that gave no key when they were last fetched. */
  const misses = new Map<string, { readonly isUnknown: boolean; readonly at: number }>();
  const asking = new Map<string, Promise<Said>>();
  const mayFetch = fetchBudget(now);

  /** The key, which becomes the last to be dropped: made-up names must not push out a vendor's. */
  function keep(url: string, key: { readonly text: string; readonly readAt: number }): string {
    keys.delete(url);
    const [oldest] = keys.keys();
    if (keys.size >= limits.keys && oldest !== undefined) keys.delete(oldest);
    keys.set(url, key);
    return key.text;
  }

  async function learn(url: string, isKey: (text: string) => boolean): Promise<Said> {
    const said = await ask(read, url, isKey);
    if (said.kind === "key") keep(url, { text: said.text, readAt: now() });
    else {
      for (const [other, { at }] of misses) if (!isWithin(now, at, limits.coolDownMs)) misses.delete(other);
      misses.set(url, { isUnknown: said.kind === "unknown", at: now() });
    }
    return said;
  }

  /** Concurrent requests share one fetch. */
  function shared(url: string, isKey: (text: string) => boolean): Promise<Said> {
    const started = learn(url, isKey).finally(() => asking.delete(url));
    asking.set(url, started);
    return started;
  }

  return async (url, { source, isKey, isNamed, fresh = false }) => {
    const known = keys.get(url);
    if (known && isWithin(now, known.readAt, fresh ? limits.coolDownMs : limits.keptMs))
      return keep(url, known);
    // A key once read stays usable, whatever its host says later: a 404 by mistake must not lose deliveries.
    const old = fresh ? undefined : known?.text;
    const missed = misses.get(url);
    if (missed && isWithin(now, missed.at, limits.coolDownMs))
      return old ?? rejected(missed.isUnknown && isNamed ? "key-unknown" : "key-not-fetched");
    const others = asking.get(url);
    if (!others && !mayFetch(source)) return old ?? rejected("key-not-fetched");
    const said = await (others ?? shared(url, isKey));
    if (said.kind === "key") return said.text;
    if (old !== undefined) return old;
    if (said.kind === "unknown" && isNamed) return rejected("key-unknown");
    // A fault is counted once for a fetch. What the host refuses may be a stranger's invention.
    if (others || (said.kind === "refused" && isNamed)) return rejected("key-not-fetched");
    if (said.kind === "no-key") return said.text;
    throw fetchFailed(url, said.cause);
  };
}
