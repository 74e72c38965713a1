import type { BusEntry } from "../../core/event.ts";
import type { Source } from "../../core/source.ts";
import { spelled } from "../program/bridge-command.ts";
import { publishRecorded, type RequestResult } from "./publish-recorded.ts";
import { type SourceRequests, sourceRequests } from "./source-requests.ts";

/** How a source does with its recorded requests. */
export interface SourceResult {
  readonly source: string;
  readonly provider: string;
  /** How many requests were sent through it. */
  readonly requests: number;
  /** True where they were recorded, false for one that is made from the provider's file. */
  readonly recorded: boolean;
  /** How many events came of them, by bus. */
  readonly buses: Readonly<Record<string, number>>;
  readonly dropped: number;
  /** The first event. */
  readonly event?: BusEntry;
  /** What is wrong. */
  readonly failures: readonly string[];
  /** What could not be tested, or looks odd. */
  readonly notes: readonly string[];
}

/** How to get a recorded request of the source. */
const recordOne = ({ name, provider }: Source): string =>
  `To test it with a real one: ${spelled("start")}, then ${spelled(`fixture ${name} <name> --folder providers/fixtures/${provider.id}`)}.`;

function perBus(events: readonly BusEntry[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { bus } of events) counts.set(bus, (counts.get(bus) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Redacted pointers that change no event of any request. */
async function idlePointers(
  source: Source,
  { requests }: SourceRequests,
  buses: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { redact = [], ...whole } = source;
  const detailsOf = async (variant: Source): Promise<string> => {
    const results = await Promise.all(requests.map((request) => publishRecorded(variant, request, buses)));
    return results.flatMap(({ events }) => events.map(({ detail }) => detail)).join("\n");
  };
  if (redact.length === 0) return [];
  const before = await detailsOf(whole);
  const idle: string[] = [];
  for (const pointer of redact)
    if ((await detailsOf({ ...whole, redact: [pointer] })) === before) idle.push(pointer);
  return idle;
}

/** The names of the events that a source would publish if it accepted all. */
async function namesWithoutAccept(
  { accept, ...all }: Source,
  { requests }: SourceRequests,
  buses: ReadonlySet<string>,
): Promise<readonly string[]> {
  const [bus = ""] = buses;
  const results = await Promise.all(requests.map((one) => publishRecorded({ ...all, bus }, one, buses)));
  return [...new Set(results.flatMap(({ events }) => events.map(({ detailType }) => detailType)))];
}

async function failuresOf(
  source: Source,
  sent: SourceRequests,
  results: readonly RequestResult[],
  buses: ReadonlySet<string>,
): Promise<readonly string[]> {
  const byReason = new Map<string, string[]>();
  for (const { name, failure } of results)
    if (failure !== undefined) byReason.set(failure, [...(byReason.get(failure) ?? []), name]);
  const failures = Array.from(byReason, ([reason, names]) => `${names.join(", ")}: ${reason}`);
  const dropsAll =
    results.every(({ events }) => events.length === 0) && results.some(({ dropped }) => dropped > 0);
  if (!dropsAll || !sent.recorded) return failures;
  const names = await namesWithoutAccept(source, sent, buses);
  return [
    ...failures,
    `\`accept\` (${source.accept?.join(", ")}) drops every recorded event: ${names.join(", ")}.`,
  ];
}

async function notesOf(
  source: Source,
  sent: SourceRequests,
  results: readonly RequestResult[],
  buses: ReadonlySet<string>,
): Promise<readonly string[]> {
  if (sent.none !== undefined) return [sent.none];
  if (!sent.recorded) {
    const dropped = results.some((result) => result.dropped > 0);
    const untested = dropped ? "`accept` drops a made event, so nothing else was tested. " : "";
    return [
      `${untested}No request of ${source.provider.id} is recorded, so this one is made. ${recordOne(source)}`,
    ];
  }
  const idle = await idlePointers(source, sent, buses);
  return idle.map((pointer) => `\`redact\` ${pointer} is in none of the recorded payloads.`);
}

/**
 * Sends every recorded request of a source's provider through the bridge.
 * @param project the folder of the configuration
 * @param buses names of the deployment's buses
 */
export async function testSource(
  source: Source,
  project: string,
  buses: ReadonlySet<string>,
  now: number,
): Promise<SourceResult> {
  const sent = await sourceRequests(source, project, now);
  const results: RequestResult[] = [];
  for (const request of sent.requests) results.push(await publishRecorded(source, request, buses));
  const events = results.flatMap((result) => result.events);
  const [event] = events;
  return {
    source: source.name,
    provider: source.provider.id,
    requests: sent.requests.length,
    recorded: sent.recorded,
    buses: perBus(events),
    dropped: results.reduce((sum, { dropped }) => sum + dropped, 0),
    ...(event && { event }),
    failures: await failuresOf(source, sent, results, buses),
    notes: await notesOf(source, sent, results, buses),
  };
}
