import type { Ledger } from "./ports.ts";

/** A ledger that also knows what this batch has recorded, even where the write failed. */
export function batchLedger(ledger: Ledger): Ledger {
  const recorded = new Set<string>();
  return {
    async published(keys) {
      const known = await ledger.published(keys);
      return new Set([...known, ...keys.filter((key) => recorded.has(key))]);
    },
    async record(keys) {
      for (const key of keys) recorded.add(key);
      await ledger.record(keys);
    },
  };
}
