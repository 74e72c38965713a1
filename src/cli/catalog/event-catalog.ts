import { eventSchema, eventSchemaVersion as version } from "../../events/event-schema.ts";
import type { Catalog, CatalogBus, CatalogEvent } from "./catalog-facts.ts";

/** Files of a folder, by their path in it. */
export type FolderFiles = ReadonlyMap<string, string>;

/** What every page says of who owns it. */
type Owners = { readonly owners?: readonly string[] };

/** A page of EventCatalog: what stands in front as YAML, of which JSON is a part, and Markdown. */
function pageText(front: Readonly<Record<string, unknown>>, markdown: string): string {
  const lines = Object.entries(front).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${markdown.trim()}\n`;
}

/** A folder's name for an id. */
const folderOf = (id: string): string => id.replace(/[^A-Za-z0-9._-]/g, "_");

/** Text in which MDX sees no expression and no tag. */
const withoutMdx = (text: string): string => text.replace(/[{}<>]/g, (character) => `\\${character}`);

const channelId = ({ bridge, stage }: Catalog, bus: string): string => `${bridge}-${stage}-${bus}`;

function eventPage(event: CatalogEvent, buses: readonly string[], owners: Owners): string {
  const { type, name, provider, entity, action, sample, sources } = event;
  const words = [entity, action].filter(Boolean).join(" ");
  const summary = `${provider.name}: ${name}${words && ` (${words})`}`;
  const front = {
    id: type,
    name: type,
    version,
    summary,
    channels: buses.map((id) => ({ id, version })),
    schemaPath: "schema.json",
    ...owners,
  };
  const example =
    sample === undefined
      ? "No request of this kind was recorded: only the name is known."
      : `\`\`\`json title="Of a recorded request"\n${sample}\n\`\`\``;
  const from = `Published by ${sources.map((source) => `\`${source}\``).join(", ")}. [${withoutMdx(provider.name)} on its webhooks](${provider.docs})`;
  return pageText(front, `${from}\n\n${example}\n\n<NodeGraph />`);
}

/** The schema of one event: that of all, with its type. */
const schemaText = ({ type }: CatalogEvent): string =>
  `${JSON.stringify({ ...eventSchema, allOf: [{ properties: { detail: { properties: { type: { const: type } } } } }] }, null, 2)}\n`;

function channelPage(catalog: Catalog, { name, maybeFrom }: CatalogBus, owners: Owners): string {
  const id = channelId(catalog, name);
  const summary = `The EventBridge bus ${name} of ${catalog.bridge}, stage ${catalog.stage}`;
  const front = {
    id,
    name,
    version,
    summary,
    address: id,
    protocols: ["eventbridge"],
    deliveryGuarantee: "at-least-once",
    ...owners,
  };
  const maybe =
    maybeFrom.length > 0
      ? `Functions of bridge.config.ts choose the bus for events of ${maybeFrom.map((source) => `\`${source}\``).join(", ")}: further ones can come here.`
      : "";
  return pageText(front, `${maybe}\n\n<ChannelInformation />`);
}

function servicePage(
  catalog: Catalog,
  types: ReadonlyMap<string, readonly string[]>,
  owners: Owners,
): string {
  const id = `${catalog.bridge}-${catalog.stage}`;
  const sends = [...types].map(([type, buses]) => ({
    id: type,
    version,
    to: buses.map((bus) => ({ id: bus, version })),
  }));
  const summary = "Takes webhooks of SaaS tools and publishes them as events on Amazon EventBridge";
  return pageText({ id, name: id, version, summary, ...owners, sends }, "<NodeGraph />");
}

/** The catalog as a folder of EventCatalog: a service, a channel for each bus, and an event for each type. */
export function eventCatalogFiles(catalog: Catalog, ownerIds: readonly string[]): FolderFiles {
  const owners: Owners = ownerIds.length > 0 ? { owners: ownerIds } : {};
  const files = new Map<string, string>();
  const types = new Map<string, string[]>();
  const events = new Map<string, CatalogEvent>();
  for (const bus of catalog.buses) {
    const id = channelId(catalog, bus.name);
    files.set(`channels/${folderOf(id)}/index.mdx`, channelPage(catalog, bus, owners));
    for (const event of bus.events) {
      types.set(event.type, [...(types.get(event.type) ?? []), id]);
      events.set(event.type, event);
    }
  }
  for (const event of events.values()) {
    const folder = `events/${folderOf(event.type)}`;
    files.set(`${folder}/index.mdx`, eventPage(event, types.get(event.type) ?? [], owners));
    files.set(`${folder}/schema.json`, schemaText(event));
  }
  files.set(
    `services/${folderOf(`${catalog.bridge}-${catalog.stage}`)}/index.mdx`,
    servicePage(catalog, types, owners),
  );
  return files;
}
