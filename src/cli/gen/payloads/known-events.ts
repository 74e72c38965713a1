import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownEvents, NamesByOrigin } from "../../../config/known-events/known-events.ts";
import type { Provider } from "../../../core/provider.ts";
import { fixtureJsons } from "../evidence.ts";

/** The whole names in a provider's words; names that end in `*` are beginnings. */
function namesInWords({ event }: Provider): readonly string[] {
  const tables = [event, ...Object.values(event.cases ?? {})].flatMap(({ words }) =>
    Object.keys(words ?? {}),
  );
  return tables.filter((name) => !name.endsWith("*"));
}

/** The names of the events in a provider's fixtures. */
const namesInFixtures = (folder: string): readonly string[] =>
  fixtureJsons(folder).flatMap(({ events = [] }) => events.map(({ type }) => type));

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** Puts together what is known of one provider's events. */
function knownEventsOf(provider: Provider, fixtures: string, vendor: NamesByOrigin = {}): KnownEvents {
  const own = {
    words: sorted(namesInWords(provider)),
    recorded: sorted(namesInFixtures(join(fixtures, provider.id)).filter((name) => name !== "unknown")),
  };
  const listed = new Set(Object.values(vendor).flat());
  const whole = listed.size > 0 && [...own.words, ...own.recorded].every((name) => listed.has(name));
  const names = Object.entries({ ...own, ...vendor }).filter(([, list]) => list.length > 0);
  return { whole, names: Object.fromEntries(names) };
}

/**
 * The text of src/providers/known-events.json.
 * @param vendors path of known-events/vendors.json, which is read out of vendors' type packages
 */
export function knownEventsText(providers: readonly Provider[], fixtures: string, vendors: string): string {
  const lists = JSON.parse(readFileSync(vendors, "utf8")) as Readonly<Record<string, NamesByOrigin>>;
  const known = providers.map((provider) => [
    provider.id,
    knownEventsOf(provider, fixtures, lists[provider.id]),
  ]);
  return `${JSON.stringify(Object.fromEntries(known), null, 1)}\n`;
}
