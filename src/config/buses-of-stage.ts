import type { BusConfig } from "./bus-config.ts";
import type { Bridge } from "./define-bridge.ts";

/** The buses of one stage: what `stages` has for a bus replaces its settings as a whole. */
export function busesOfStage({ buses, stages }: Bridge, stage: string): ReadonlyMap<string, BusConfig> {
  const own = stages.get(stage)?.buses;
  return new Map(Array.from(buses, ([name, config]) => [name, own?.[name] ?? config]));
}

/** Bytes that an entry must stay below, by the buses that have a limit of their own. */
export const eventBytesOf = (buses: ReadonlyMap<string, BusConfig>): ReadonlyMap<string, number> =>
  new Map(Array.from(buses).flatMap(([name, { eventBytes }]) => (eventBytes ? [[name, eventBytes]] : [])));
