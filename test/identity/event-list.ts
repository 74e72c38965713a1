import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { EventList, SourceEvents } from "../../src/cli/diff/event-list.ts";
import { eventsOfRequest } from "../../src/cli/diff/source-events.ts";
import { recordedDeliveries } from "../../src/recorded/fixtures.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesFolder } from "../support/fixtures.ts";
import { sourceOf } from "./identity-of.ts";

/** The events of every provider at the last version, by the provider's id. `npm run release` writes it. */
export const lastVersionFile = fileURLToPath(new URL("last-version.jsonl", import.meta.url));

export function lastVersion(): EventList {
  const [head = "", ...lines] = readFileSync(lastVersionFile, "utf8").trimEnd().split("\n");
  const sources = lines.map((line): SourceEvents => JSON.parse(line));
  return {
    ...JSON.parse(head),
    sources: Object.fromEntries(sources.map((events) => [events.provider, events])),
  };
}

async function eventsOfProvider(id: string): Promise<SourceEvents> {
  const source = sourceOf(await loadProvider(id));
  const results = [];
  for (const recorded of recordedDeliveries(fixturesFolder(id)))
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
  const lines = [{ format, hookbridge }, ...Object.values(sources)].map((value) => JSON.stringify(value));
  return `${lines.join("\n")}\n`;
}
