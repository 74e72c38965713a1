import type { Bridge } from "../../config/define-bridge.ts";
import type { Source } from "../../core/source.ts";
import { recordedDeliveries } from "../../recorded/fixtures.ts";
import { requestsFolder } from "../../recorded/request-files.ts";
import { eventsOfRequest, type RequestEvents } from "./source-events.ts";

/** The events of one source: what becomes of each recorded request of its provider, by the request's name. */
export interface SourceEvents {
  readonly provider: string;
  readonly requests: Readonly<Record<string, RequestEvents>>;
}

/** The content of `events.json`: the events of a configuration with one version of the bridge. */
export interface EventList {
  /** Of this file's form. */
  readonly format: 1;
  /** The version of the bridge. */
  readonly hookbridge: string;
  readonly sources: Readonly<Record<string, SourceEvents>>;
}

/** The name of the file in a package. */
export const eventsFile = "events.json";

async function eventsOfSource(
  source: Source,
  project: string,
  buses: ReadonlySet<string>,
): Promise<SourceEvents> {
  const { id } = source.provider;
  const requests: [string, RequestEvents][] = [];
  for (const recorded of recordedDeliveries(requestsFolder(project, id)))
    requests.push([recorded.name, await eventsOfRequest(source, recorded, buses)]);
  return { provider: id, requests: Object.fromEntries(requests) };
}

/**
 * The events of every source of a configuration.
 * @param project the folder of the configuration, which has the recorded requests of its own providers
 * @param hookbridge the version of the bridge
 */
export async function eventListOf(bridge: Bridge, project: string, hookbridge: string): Promise<EventList> {
  const buses = new Set(bridge.buses.keys());
  const sources: [string, SourceEvents][] = [];
  for (const [name, source] of bridge.sources)
    sources.push([name, await eventsOfSource(source, project, buses)]);
  return { format: 1, hookbridge, sources: Object.fromEntries(sources) };
}
