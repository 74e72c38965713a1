import { categories } from "../../core/categories.ts";
import type { Provider } from "../../core/provider.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import * as catalogue from "../../providers/index.ts";
import { exportedName } from "./exported-name.ts";

const isCatalogued = (value: object): value is Provider => "id" in value && "signature" in value;

/** The catalogue's providers by id, in alphabetical order. `custom` makes providers and is none. */
export const catalogueProviders: ReadonlyMap<string, Provider> = new Map(
  [...new Set(Object.values(catalogue as Readonly<Record<string, object>>).filter(isCatalogued))]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((provider) => [provider.id, provider]),
);

/** The names of a provider, in lower case. */
const namesOfProvider = ({ id, name, aliases = [] }: Provider): readonly string[] => [
  id,
  exportedName(id).toLowerCase(),
  name.toLowerCase(),
  ...aliases.flatMap((alias) => [alias, exportedName(alias).toLowerCase()]),
];

/** How well a provider fits what somebody typed: 0 is its very name; undefined: not at all. */
function rankOfProvider(provider: Provider, wanted: string): number | undefined {
  const { category } = provider;
  const words = [...namesOfProvider(provider), category, categories[category].toLowerCase()];
  if (words.includes(wanted)) return 0;
  if (words.some((word) => word.startsWith(wanted))) return 1;
  return words.some((word) => word.includes(wanted)) ? 2 : undefined;
}

/**
 * Providers by what somebody typed: id, name, another name or category, whole or in part. Where nothing has it, those that are spelled
 * like it. The best come first.
 */
export function findProviders(text: string): readonly Provider[] {
  const all = [...catalogueProviders.values()];
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return all;
  const ranked = all.flatMap((provider) => {
    const found = rankOfProvider(provider, wanted);
    return found === undefined ? [] : [{ provider, found }];
  });
  if (ranked.length > 0)
    return ranked.sort((one, other) => one.found - other.found).map(({ provider }) => provider);
  const byName = new Map(
    all.flatMap((provider) => namesOfProvider(provider).map((name) => [name, provider])),
  );
  const similar = similarNames(wanted, [...byName.keys()]);
  return [...new Set(similar.flatMap((name) => byName.get(name) ?? []))];
}

/** A provider by its id, one of its other names, or the name of its export. Undefined where the catalogue has none. */
export function providerCalled(text: string): Provider | undefined {
  const wanted = text.trim().toLowerCase();
  const names = ({ id, aliases = [] }: Provider): readonly string[] => [id, ...aliases];
  return (
    catalogueProviders.get(wanted) ??
    [...catalogueProviders.values()].find((provider) =>
      names(provider).some((name) => name === wanted || exportedName(name).toLowerCase() === wanted),
    )
  );
}
