import type { RawHttp } from "../refused/raw-http.ts";

/** An accepted request as it came, and its delivery as it was put into the queue. */
export interface RecentRequest {
  readonly raw?: RawHttp;
  /** The message's text; undefined until `publish` has taken it. */
  readonly message?: string;
}

/**
 * The last accepted requests. In memory only: their signatures are valid, so they must not outlive the process, and what a file is read by is
 * more than who looks at the page.
 */
export interface RecentRequests {
  keep(id: string, raw: RawHttp): void;
  keepMessage(id: string, message: string): void;
  find(id: string): RecentRequest | undefined;
  /** The newest first. */
  ids(): readonly string[];
}

const mostKept = 1_000;
const mostBytes = 32_000_000;

const keptBytesOf = ({ raw, message = "" }: RecentRequest): number =>
  (raw?.body.length ?? 0) + message.length;

/** Nothing yet. */
export function keepRecentRequests(): RecentRequests {
  const kept = new Map<string, RecentRequest>();
  let bytes = 0;
  function write(id: string, change: RecentRequest): void {
    const before = kept.get(id) ?? {};
    const after = { ...before, ...change };
    bytes += keptBytesOf(after) - keptBytesOf(before);
    kept.set(id, after);
    for (const [oldest, request] of kept) {
      if (kept.size <= mostKept && bytes <= mostBytes) break;
      bytes -= keptBytesOf(request);
      kept.delete(oldest);
    }
  }
  return {
    keep: (id, raw) => write(id, { raw }),
    keepMessage: (id, message) => write(id, { message }),
    find: (id) => kept.get(id),
    ids: () => [...kept.keys()].reverse(),
  };
}
