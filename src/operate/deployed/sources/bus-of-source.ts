import type { DeployedContext } from "../context.ts";

/**
 * The bus of a source: as the configuration at hand says it, or the only one that is deployed. null where a function picks one for each
 * event, or where that is not known.
 * @param provider id of its provider as it is deployed
 */
export function busOfSource(
  { config, buses }: DeployedContext,
  name: string,
  provider: string,
): string | null {
  const source = config?.sources.get(name);
  if (source?.provider.id === provider && typeof source.bus === "string") return source.bus;
  return buses.length === 1 ? (buses[0]?.name ?? null) : null;
}
