import { type BridgeConfig, defineBridge } from "../../../src/config/define-bridge.ts";
import { eventFindings } from "../../../src/config/known-events/check-known-events.ts";
import type { EventFinding } from "../../../src/config/known-events/event-finding.ts";
import { catalogueEvents } from "../../../src/config/known-events/known-events.ts";
import type { Provider } from "../../../src/core/provider.ts";

const known = catalogueEvents();

type Sources = Readonly<Record<string, { readonly provider: Provider } & Record<string, unknown>>>;

/** What the catalogue's events say of these sources of one bus, and of one subscription. */
export function findingsOf(sources: Sources, subscription?: object): readonly EventFinding[] {
  const config = {
    buses: { main: {}, other: {} },
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, { bus: "main", ...source }]),
    ),
    ...(subscription && { subscriptions: { consumer: { bus: "main", queue: {}, ...subscription } } }),
  } as unknown;
  return eventFindings(defineBridge(config as BridgeConfig<string>), known);
}

/** One letter of a name changed, left out or added, by numbers from 0 to 1. */
export function misspelt(name: string, random: () => number): string {
  const at = Math.floor(random() * name.length);
  const letter = "abcdefghijklmnopqrstuvwxyz"[Math.floor(random() * 26)] ?? "";
  const kind = Math.floor(random() * 3);
  if (kind === 0) return name.slice(0, at) + name.slice(at + 1);
  return name.slice(0, at) + letter + name.slice(kind === 1 ? at + 1 : at);
}

/** The same numbers from 0 to 1 for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
