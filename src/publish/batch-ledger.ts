import type { Ledger } from "./ports.ts";

/** A ledger that remembers what it was told in one batch, though it could not be written. */
export function remembering(ledger: Ledger): Ledger {
  const told = new Set<string>();
  return {
    async published(keys) {
      const known = await ledger.published(keys);
      return new Set([...known, ...keys.filter((key) => told.has(key))]);
    },
    async record(keys) {
      for (const key of keys) told.add(key);
      await ledger.record(keys);
    },
  };
}
