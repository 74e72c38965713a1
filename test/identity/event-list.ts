import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { EventList, SourceEvents } from "../../src/cli/diff/event-list.ts";
import { recordedRequests } from "../../src/cli/diff/recorded-requests.ts";
import { eventsOfRequest } from "../../src/cli/diff/source-events.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesFolder } from "../support/fixtures.ts";
import { sourceOf } from "./identity-of.ts";

/** The events of every provider at the last version, by the provider's id. `npm run release` writes it. */
export const lastVersionFile = fileURLToPath(new URL("last-version.json", import.meta.url));

export const lastVersion = (): EventList => JSON.parse(readFileSync(lastVersionFile, "utf8")) as EventList;

async function eventsOfProvider(id: string): Promise<SourceEvents> {
  const source = sourceOf(await loadProvider(id));
  const results = [];
  for (const recorded of recordedRequests(fixturesFolder(id)))
    results.push([recorded.name, await eventsOfRequest(source, recorded, new Set(["main"]))] as const);
  return { provider: id, requests: Object.fromEntries(results) };
}

/** The events of every provider in this version. */
export async function eventsNow(hookbridge: string): Promise<EventList> {
  const sources: [string, SourceEvents][] = [];
  for (const id of providerIds) sources.push([id, await eventsOfProvider(id)]);
  return { format: 1, hookbridge, sources: Object.fromEntries(sources) };
}

/** The text of the file: one line for each provider, so that a difference is readable. */
export function fileText({ format, hookbridge, sources }: EventList): string {
  const lines = Object.entries(sources).map(
    ([id, events]) => `${JSON.stringify(id)}:${JSON.stringify(events)}`,
  );
  return `{"format":${format},"hookbridge":${JSON.stringify(hookbridge)},"sources":{\n${lines.join(",\n")}\n}}\n`;
}
