import type { Bridge } from "../../config/define-bridge.ts";
import { catalogueEvents } from "../../config/known-events/known-events.ts";
import type { Provider } from "../../core/provider.ts";
import { accepts, type Source } from "../../core/source.ts";
import { type WordRules, wordsFor } from "../../core/words/words.ts";
import { detailOf } from "../../events/envelope.ts";
import { type NormalizedEvent, normalize } from "../../events/normalize.ts";
import { recordedDeliveries } from "../../recorded/fixtures.ts";
import { receiveRecorded } from "../../recorded/receive-recorded.ts";
import { requestsFolder } from "../../recorded/request-files.ts";

/** A kind of event that can come to a bus. */
export interface CatalogEvent {
  /** `detail.type`. */
  readonly type: string;
  /** The vendor's own name. */
  readonly name: string;
  readonly provider: Provider;
  /** Sources of the configuration that publish it there. */
  readonly sources: readonly string[];
  readonly entity?: string;
  readonly action?: string;
  /** The whole event as JSON text, of a recorded request of the vendor. */
  readonly sample?: string;
}

/** A bus and what comes to it. */
export interface CatalogBus {
  readonly name: string;
  readonly events: readonly CatalogEvent[];
  /** Sources whose `bus` function chooses: it may choose this one for more than what is recorded. */
  readonly maybeFrom: readonly string[];
}

/** What a configuration publishes. */
export interface Catalog {
  readonly bridge: string;
  readonly stage: string;
  readonly buses: readonly CatalogBus[];
}

interface PlacedEvent extends Omit<CatalogEvent, "sources"> {
  readonly source: string;
  /** Undefined where a function chooses, and nothing recorded says what. */
  readonly bus: string | undefined;
}

/** The event as a target of a rule gets it. The payload stays as the vendor wrote it. */
function sampleText({ eventSource, detailType, envelope, payload }: NormalizedEvent): string {
  const head = {
    version: "0",
    id: "00000000-0000-4000-8000-000000000000",
    "detail-type": detailType,
    source: eventSource,
    account: "123456789012",
    time: `${envelope.time.slice(0, 19)}Z`,
    region: "us-east-1",
    resources: [],
  };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${detailOf(envelope, payload)}}`;
}

/** The events that a source makes of its provider's recorded requests: redacted, routed and filtered as when deployed. */
async function recordedEvents(
  source: Source,
  project: string,
  buses: ReadonlySet<string>,
): Promise<readonly PlacedEvent[]> {
  const placed: PlacedEvent[] = [];
  const { provider } = source;
  for (const recording of recordedDeliveries(requestsFolder(project, provider.id))) {
    const { delivery } = await receiveRecorded(source, recording);
    if (!delivery) continue;
    for (const event of normalize(delivery, source, buses).events) {
      const { type, entity, action } = event.envelope;
      const words = { ...(entity !== undefined && { entity }), ...(action !== undefined && { action }) };
      const name = type.slice(provider.event.source.length + 1);
      const sample = sampleText(event);
      placed.push({ type, name, provider, source: source.name, bus: event.bus, ...words, sample });
    }
  }
  return placed;
}

/** The tables of a provider that give words by name. */
const tablesOf = ({ event }: Provider): readonly WordRules[] => [event.words ?? {}];

/** The events of a source: those of recorded requests, and those whose names alone are known. */
async function catalogEventsOf(
  source: Source,
  project: string,
  buses: ReadonlySet<string>,
): Promise<readonly PlacedEvent[]> {
  const { provider } = source;
  const recorded = await recordedEvents(source, project, buses);
  const seen = new Set(recorded.map(({ name }) => name));
  const known = catalogueEvents()[provider.id]?.names ?? {};
  const names = [...new Set(Object.values(known).flat())].filter(
    (name) => !seen.has(name) && accepts(source, name),
  );
  const bus = typeof source.bus === "string" ? source.bus : undefined;
  const named = names.map((name): PlacedEvent => {
    const { entity, action } = wordsFor(tablesOf(provider), name);
    const words = { ...(entity !== undefined && { entity }), ...(action !== undefined && { action }) };
    return { type: `${provider.event.source}.${name}`, name, provider, source: source.name, bus, ...words };
  });
  return [...recorded, ...named];
}

/** One entry for each type: with its sources, and the shortest of its samples. */
function onePerType(events: readonly PlacedEvent[]): readonly CatalogEvent[] {
  const byType = [...Map.groupBy(events, ({ type }) => type)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return byType.flatMap(([, same]) => {
    const [first] = same.toSorted(
      (one, other) => (one.sample?.length ?? Number.MAX_VALUE) - (other.sample?.length ?? Number.MAX_VALUE),
    );
    if (!first) return [];
    const { source: _, bus: __, ...event } = first;
    return [{ ...event, sources: [...new Set(same.map(({ source }) => source))].sort() }];
  });
}

/**
 * What a configuration publishes, as far as it is known: names from vendors' packages, from words and from recorded requests.
 * @param project the folder of the configuration
 */
export async function catalogOf(bridge: Bridge, project: string, stage: string): Promise<Catalog> {
  const names = new Set(bridge.buses.keys());
  const events: PlacedEvent[] = [];
  for (const source of bridge.sources.values())
    events.push(...(await catalogEventsOf(source, project, names)));
  const choosing = [...bridge.sources.values()].filter(({ bus }) => typeof bus === "function");
  const maybeFrom = choosing.map(({ name }) => name).sort();
  const buses = [...names].map((name) => ({
    name,
    events: onePerType(events.filter(({ bus }) => bus === name)),
    maybeFrom,
  }));
  return { bridge: bridge.name, stage, buses };
}
