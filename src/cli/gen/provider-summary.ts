import type { Provider } from "../../core/provider.ts";
import { evidence, type Witness } from "../../recorded/witness.ts";

/** The README's line on the catalogue: its size, and how many providers have which evidence. */
export function providerSummary(
  providers: readonly Provider[],
  witnessOf: (id: string) => Witness | undefined,
): string {
  const counts = Object.entries(evidence).map(([kind, title]) => {
    const count = providers.filter(({ id }) => witnessOf(id)?.kind === kind).length;
    return `${title} ${count}`;
  });
  return `${providers.length} providers, by the strongest [evidence](docs/providers.md) for their verification: ${counts.join(", ")}.`;
}
