import { describe, it } from "vitest";
import { contractOf } from "../../src/contract/contract.ts";
import type { Provider } from "../../src/core/provider.ts";

/**
 * Runs the contract of every provider.
 * @param fixturesFolder folder of its recorded requests
 */
export function describeProvider(provider: Provider, fixturesFolder: string): void {
  const checks = contractOf(provider, fixturesFolder);
  describe(provider.id, () => {
    for (const { name, run } of checks.filter(({ about }) => about === undefined)) it(name, run);
    for (const [about, own] of Map.groupBy(checks, (check) => check.about))
      if (about !== undefined)
        describe(about, () => {
          for (const { name, run } of own) it(name, run);
        });
  });
}
