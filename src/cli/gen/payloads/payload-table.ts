import type { Provider } from "../../../core/provider.ts";
import { factTable } from "../provider-facts.ts";
import type { PayloadModules } from "./event-maps.ts";

/** How many recorded payloads a vendor's types take, in known-events/fit.json. */
export type PayloadFits = Readonly<
  Record<string, { readonly by: string; readonly payloads: number; readonly fit: number }>
>;

/** The table of docs/payload-types.md: a row for each vendor with types. */
export function payloadTable(
  modules: PayloadModules,
  fits: PayloadFits,
  providers: readonly Provider[],
): string {
  const vendors = Object.entries(modules).filter(([id, { provider }]) => id === provider);
  const rows = vendors.map(([id, { package: from, version }]) => {
    const provider = providers.find((one) => one.id === id);
    const names = Object.values(modules)
      .filter((module) => module.provider === id)
      .reduce((sum, { types }) => sum + Object.keys(types).length, 0);
    const fit = fits[id];
    const share =
      fit && `${Math.floor((fit.fit / fit.payloads) * 100)} %: ${fit.fit} of ${fit.payloads}, ${fit.by}`;
    return [
      provider?.name ?? id,
      `\`events/${id}\``,
      `\`${from}\` ${version}`,
      String(names),
      share ?? "not known",
    ];
  });
  return factTable(["vendor", "module", "package, as tested", "events", "recorded payloads that fit"], rows);
}
