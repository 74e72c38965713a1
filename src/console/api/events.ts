/** Events on the buses. Their text stays text, so that no digit of a payload is lost. */
import { type Json, parseJson } from "../../core/json/json.ts";
import { spanAt } from "../../core/json/json-text.ts";
import type { EventData, EventRow, ExampleEvent, KnownEvent, Replayed } from "../../operate/events.ts";
import type { Page } from "../../operate/lists.ts";
import { type ApiQuery, askApi, askApiText } from "./ask-api.ts";

/**
 * The page of an event. Its path has the CloudEvent's id, which consumers have in hand. Sources and replays may share that: `put` says which of the
 * events with it was meant, by EventBridge's id. Without it the page shows one of them.
 */
export function eventHref(
  { id, eventId }: Pick<EventRow, "id" | "eventId">,
  more: Readonly<Record<string, string>> = {},
): string {
  const isKnownById = eventId === "" || eventId === id;
  const query = new URLSearchParams({ ...(!isKnownById && { put: id }), ...more }).toString();
  return `/events/${encodeURIComponent(eventId || id)}${query && `?${query}`}`;
}

const path = (id: string): string => `/api/events/${encodeURIComponent(id)}`;

/** An answer that may have an event in it, whose envelope is taken out as text. */
export function readEventAnswer(text: string): KnownEvent {
  const span = spanAt(text, ["event"]);
  const { event: _, ...row } = (parseJson(text)?.value ?? {}) as { readonly [key: string]: Json };
  return { ...row, ...(span && { envelope: text.slice(span.start, span.end) }) } as KnownEvent;
}

/** One event, with what the rules of its bus did with it. */
export const askEvent = async (id: string, signal?: AbortSignal): Promise<KnownEvent> =>
  readEventAnswer(await askApiText(path(id), signal ? { signal } : {}));

/** What a recorded request of a source's provider would be on its bus. */
export async function askExample(source: string, sample: string): Promise<ExampleEvent> {
  const path = `/api/sources/${encodeURIComponent(source)}/examples/${encodeURIComponent(sample)}`;
  const { bus, envelope = "{}" } = readEventAnswer(await askApiText(path));
  return { bus, envelope };
}

/** Events of a filter, the newest first. */
export const askEvents = (query: ApiQuery, signal?: AbortSignal): Promise<Page<EventRow>> =>
  askApi("/api/events", { query, ...(signal && { signal }) });

/** The payload of an event that is too large for it. */
export const askEventData = (id: string): Promise<EventData> => askApi(`${path(id)}/data`);

/** Sends an event again. @param subscription the only one that gets it */
export const replayEvent = (id: string, subscription: string | undefined): Promise<Replayed> =>
  askApi(`${path(id)}/replay`, { body: subscription === undefined ? {} : { subscription } });
