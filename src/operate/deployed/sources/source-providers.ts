import type { Provider } from "../../../core/provider.ts";
import type { DeployedContext } from "../context.ts";

/** What is known of a deployed source's provider. */
export interface SourceProvider {
  readonly id: string;
  readonly name: string;
  readonly deadlineSeconds?: number;
  /** Its file, of the configuration at hand or of the catalogue; undefined for an own provider whose file is elsewhere. */
  readonly provider?: Provider;
}

/** Providers of the deployed sources, by the sources' names. What is deployed counts, not what the configuration at hand has beside it. */
export async function providersOfSources({
  stack,
  config,
}: DeployedContext): Promise<ReadonlyMap<string, SourceProvider>> {
  const deployed = Object.entries(stack.inventory.sources);
  const atHand = new Map(
    deployed.flatMap(([source, id]) => {
      const provider = config?.sources.get(source)?.provider;
      return provider?.id === id ? [[source, provider] as const] : [];
    }),
  );
  // Loaded only for providers that the configuration at hand does not have.
  const catalogue =
    atHand.size < deployed.length
      ? (await import("../../catalogue/find-providers.ts")).catalogueProviders
      : new Map<string, Provider>();
  return new Map(
    deployed.map(([source, id]): readonly [string, SourceProvider] => {
      const provider = atHand.get(source) ?? catalogue.get(id);
      if (!provider) return [source, { id, name: id }];
      const { name, deadlineSeconds } = provider;
      return [source, { id, name, provider, ...(deadlineSeconds !== undefined && { deadlineSeconds }) }];
    }),
  );
}
