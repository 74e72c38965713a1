import { isDeepStrictEqual } from "node:util";
import type { EventList, SourceEvents } from "./event-list.ts";
import type { EventFacts, RequestEvents } from "./source-events.ts";

/** One difference in what becomes of a recorded request. A value is undefined where there is none. */
export interface EventDifference {
  /** The name of the recorded request. */
  readonly request: string;
  /** The place of the event among those of the request; undefined where it is about all of them. */
  readonly event?: number;
  /** An attribute of the event, the number of `events`, or `failure`. */
  readonly what: keyof EventFacts | "events" | "failure";
  readonly before?: string;
  readonly after?: string;
}

/** What a deployment changes in the events of one source. */
export interface SourceChange {
  readonly source: string;
  /** Of the source: after the deployment, or before it where it is removed. */
  readonly provider: string;
  /** `removed`: its events end. `provider`: it has another provider, so that all of its events are others. */
  readonly kind: "added" | "removed" | "provider" | "events";
  readonly differences: readonly EventDifference[];
  /** Recorded requests that only one side has, or that were recorded anew. */
  readonly notCompared: readonly string[];
}

/** The attributes of an event, in the order in which consumers care. */
const attributes: readonly (keyof EventFacts)[] = [
  "type",
  "id",
  "entity",
  "action",
  "subject",
  "source",
  "time",
  "bus",
  "eventSource",
  "detailType",
  "data",
  "key",
];

const difference = (
  request: string,
  what: EventDifference["what"],
  [before, after]: readonly [string | undefined, string | undefined],
  event?: number,
): EventDifference => ({
  request,
  ...(event !== undefined && { event }),
  what,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

/** The differences of two results of the same recorded request. */
function requestDifferences(
  request: string,
  before: RequestEvents,
  after: RequestEvents,
): readonly EventDifference[] {
  if (before.failure !== after.failure)
    return [difference(request, "failure", [before.failure, after.failure])];
  if (before.events.length !== after.events.length)
    return [difference(request, "events", [`${before.events.length}`, `${after.events.length}`])];
  return after.events.flatMap((event, index) => {
    const was = before.events[index];
    return attributes.flatMap((name) =>
      was?.[name] === event[name] ? [] : difference(request, name, [was?.[name], event[name]], index),
    );
  });
}

function changeOfSource(source: string, before: SourceEvents, after: SourceEvents): SourceChange | undefined {
  const { provider } = after;
  if (before.provider !== provider)
    return { source, provider, kind: "provider", differences: [], notCompared: [] };
  const names = [...new Set([...Object.keys(before.requests), ...Object.keys(after.requests)])].sort();
  const differences: EventDifference[] = [];
  const notCompared: string[] = [];
  for (const name of names) {
    const [was, is] = [before.requests[name], after.requests[name]];
    if (!was || !is || was.request !== is.request) notCompared.push(name);
    else if (!isDeepStrictEqual(was, is)) differences.push(...requestDifferences(name, was, is));
  }
  if (differences.length === 0 && notCompared.length === 0) return undefined;
  return { source, provider, kind: "events", differences, notCompared };
}

/** What is different in the events of each source; only sources with a difference, by name. */
export function eventChanges(before: EventList, after: EventList): readonly SourceChange[] {
  const names = [...new Set([...Object.keys(before.sources), ...Object.keys(after.sources)])].sort();
  const whole = (source: string, provider: string, kind: "added" | "removed"): SourceChange => ({
    source,
    provider,
    kind,
    differences: [],
    notCompared: [],
  });
  return names.flatMap((name) => {
    // A name in a configuration can be one that every object inherits.
    const was = Object.hasOwn(before.sources, name) ? before.sources[name] : undefined;
    const is = Object.hasOwn(after.sources, name) ? after.sources[name] : undefined;
    if (was && is) return changeOfSource(name, was, is) ?? [];
    return is ? whole(name, is.provider, "added") : was ? whole(name, was.provider, "removed") : [];
  });
}

/** True where consumers of a source's events notice the change. A new source, and other recordings, are none. */
export const changesContract = ({ kind, differences }: SourceChange): boolean =>
  kind === "removed" || kind === "provider" || differences.length > 0;
