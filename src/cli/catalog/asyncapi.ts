import { eventSchema, eventSchemaVersion } from "../../events/event-schema.ts";
import type { Catalog, CatalogBus, CatalogEvent } from "./catalog-facts.ts";

/** Stands for a sample until the document is text: a parsed sample would lose digits of large numbers. */
const sampleMark = (type: string): string => `\u0000sample of ${type}`;

/** Keys of components may only have these characters. */
const componentKey = (type: string): string => type.replace(/[^A-Za-z0-9._-]/g, "_");

/** A key for each type: two types that differ in forbidden characters alone get a number. */
function componentKeys(events: readonly CatalogEvent[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const keys = new Map<string, string>();
  for (const { type } of events) {
    if (keys.has(type)) continue;
    const plain = componentKey(type);
    let key = plain;
    for (let number = 2; taken.has(key); number++) key = `${plain}-${number}`;
    taken.add(key);
    keys.set(type, key);
  }
  return keys;
}

const summaryOf = ({ name, provider, entity, action }: CatalogEvent): string =>
  `${provider.name}: ${name}${entity === undefined ? "" : ` (${[entity, action].filter(Boolean).join(" ")})`}`;

function messageOf(event: CatalogEvent): object {
  const { type, name, provider, entity, action, sample, sources } = event;
  const words = {
    ...(entity !== undefined && { entity: { const: entity } }),
    ...(action !== undefined && { action: { const: action } }),
  };
  return {
    name: type,
    title: summaryOf(event),
    description: `Published by the source${sources.length > 1 ? "s" : ""} ${sources.join(", ")}.`,
    contentType: "application/json",
    payload: {
      allOf: [
        { $ref: "#/components/schemas/event" },
        {
          properties: {
            source: { const: provider.event.source },
            "detail-type": { const: name.slice(0, 128) },
            detail: { properties: { type: { const: type }, ...words } },
          },
        },
      ],
    },
    externalDocs: { url: provider.docs },
    ...(sample !== undefined && { examples: [{ name: "recorded", payload: sampleMark(type) }] }),
  };
}

function channelOf(bus: CatalogBus, { bridge, stage }: Catalog, keys: ReadonlyMap<string, string>): object {
  const { maybeFrom, events } = bus;
  const maybe =
    maybeFrom.length > 0
      ? ` Functions choose the bus for events of ${maybeFrom.join(", ")}: further ones can come here.`
      : "";
  return {
    address: `${bridge}-${stage}-${bus.name}`,
    title: bus.name,
    description: `An Amazon EventBridge bus. A rule on it chooses events by a pattern.${maybe}`,
    messages: Object.fromEntries(
      events.map(({ type }) => {
        const key = keys.get(type) ?? type;
        return [key, { $ref: `#/components/messages/${key}` }];
      }),
    ),
  };
}

function asyncApiDocument(catalog: Catalog): object {
  const { bridge, stage, buses } = catalog;
  const events = buses.flatMap((bus) => bus.events);
  const keys = componentKeys(events);
  const { $schema: _, ...schema } = eventSchema;
  const messages = events.map((event) => [keys.get(event.type) ?? event.type, messageOf(event)] as const);
  return {
    asyncapi: "3.0.0",
    info: {
      title: `Events of ${bridge} (${stage})`,
      version: eventSchemaVersion,
      description:
        "What the sources of bridge.config.ts publish, as far as it is known. Vendors send further events too.",
    },
    defaultContentType: "application/json",
    channels: Object.fromEntries(buses.map((bus) => [bus.name, channelOf(bus, catalog, keys)])),
    operations: Object.fromEntries(
      buses.map(({ name }) => [
        `publish-${name}`,
        { action: "send", channel: { $ref: `#/channels/${name}` } },
      ]),
    ),
    components: { messages: Object.fromEntries(messages), schemas: { event: schema } },
  };
}

/** The catalog as a document of AsyncAPI 3.0, in JSON. */
export function asyncApiText(catalog: Catalog): string {
  const samples = catalog.buses.flatMap(({ events }) =>
    events.map(({ type, sample }): [string, string | undefined] => [
      JSON.stringify(sampleMark(type)),
      sample,
    ]),
  );
  const byPlace = new Map(samples);
  const text = JSON.stringify(asyncApiDocument(catalog), null, 2);
  return text.replace(/"\\u0000sample of (?:[^"\\]|\\.)*"/g, (place) => byPlace.get(place) ?? place);
}
