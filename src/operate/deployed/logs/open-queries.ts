/** Queries of the logs that are under way. AWS goes on with a query, and charges for it, until somebody stops it. */
export interface OpenQueries {
  /** Aborts when nobody waits for any query any more. */
  readonly signal: AbortSignal;
  /** Notes a query until it has ended. */
  track<Answer>(query: Promise<Answer>): Promise<Answer>;
  /** Stops all queries, and waits until they are stopped. */
  end(): Promise<void>;
}

/** A bridge's queries; none so far. */
export function openQueries(): OpenQueries {
  const ending = new AbortController();
  const pending = new Set<Promise<unknown>>();
  return {
    signal: ending.signal,
    async track(query) {
      pending.add(query);
      try {
        return await query;
      } finally {
        pending.delete(query);
      }
    },
    async end() {
      ending.abort();
      await Promise.allSettled(pending);
    },
  };
}
