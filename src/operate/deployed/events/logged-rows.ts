import { detailTypeOf } from "../../../events/limits.ts";
import type { EventRow } from "../../events.ts";
import type { DeployedContext } from "../context.ts";
import type { FunctionLine } from "../logs/read-lines.ts";
import { busOfSource } from "../sources/bus-of-source.ts";
import { providersOfSources, type SourceProvider } from "../sources/source-providers.ts";

/** The vendor's own name of an event, which its type has behind the provider's prefix. */
function nameInType(type: string, { provider }: SourceProvider): string {
  const prefix = provider === undefined ? "" : `${provider.event.source}.`;
  return detailTypeOf(type.startsWith(prefix) ? type.slice(prefix.length) : type);
}

/**
 * Makes rows of the events that a line of `publish` says were put on a bus. EventBridge's own id, subject and time of an event are in no
 * log: a row's `id` is its `eventId`.
 */
export async function loggedRowsOf(
  context: DeployedContext,
): Promise<(line: FunctionLine) => readonly EventRow[]> {
  const providers = await providersOfSources(context);
  return ({ id: delivery, source, time, outcome, published = 0, events = [] }) => {
    if (published === 0 || outcome === "unrecorded") return [];
    const known = providers.get(source) ?? { id: "", name: source };
    return events.map(({ id, type, entity, action, bus }) => ({
      id,
      at: new Date(time).toISOString(),
      bus: bus ?? busOfSource(context, source, known.id) ?? "",
      type,
      name: nameInType(type, known),
      source,
      eventId: id,
      delivery,
      ...(entity !== undefined && { entity }),
      ...(action !== undefined && { action }),
    }));
  };
}
