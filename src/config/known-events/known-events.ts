import { readFileSync } from "node:fs";
import { parseJson } from "../../core/json/json.ts";

/** Names of events, by the place where they were found. */
export type NamesByOrigin = Readonly<Record<string, readonly string[]>>;

/** The names of one provider's events that are known. */
export interface KnownEvents {
  /** True when the vendor's packages list every name that its words and its recorded requests have. */
  readonly whole: boolean;
  /** By origin: `words` of the provider's file, `recorded` requests, or a package and its version. */
  readonly names: NamesByOrigin;
}

/** What is known of a provider that is not in the catalogue. */
export const noKnownEvents: KnownEvents = { whole: false, names: {} };

/** The event names of the catalogue's providers, by their ids. */
export function catalogueEvents(): Readonly<Record<string, KnownEvents>> {
  const text = readFileSync(new URL("../../providers/known-events.json", import.meta.url), "utf8");
  const value: unknown = parseJson(text)?.value;
  return value as Readonly<Record<string, KnownEvents>>;
}
