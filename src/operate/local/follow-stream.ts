import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import type { StreamItem, StreamQuery } from "../bridge.ts";
import { type ApiConnection, errorOfBody } from "./api-connection.ts";
import { readItem } from "./read-items.ts";
import { textLines } from "./text-lines.ts";

/** The fields of one server-sent event. */
interface SentEvent {
  id: string;
  event: string;
  data: string;
}

/** The server-sent events in lines of text; comments are left out. */
async function* sentEvents(lines: AsyncIterable<string>): AsyncGenerator<SentEvent> {
  let fields: SentEvent = { id: "", event: "", data: "" };
  for await (const line of lines) {
    const [, name = "", value = ""] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
    if (name === "id" || name === "event" || name === "data") fields[name] = value;
    if (line !== "" || fields.event === "") continue;
    yield fields;
    fields = { id: "", event: "", data: "" };
  }
}

function streamItemOf({ id, event, data }: SentEvent): StreamItem | undefined {
  if (event === "error") throw errorOfBody(parseJson(data)?.value);
  if (event === "gap") return { id, kind: event, count: readItem<{ readonly count: number }>(data).count };
  // A newer bridge may tell of more.
  if (!["request", "event", "dead-letter", "consumed"].includes(event)) return undefined;
  return { id, kind: event, row: readItem(data) } as StreamItem;
}

/** What happens in the running bridge, until the signal aborts. */
export async function* followStream(
  api: ApiConnection,
  { lastId, signal, onNote, ...filter }: StreamQuery,
): AsyncGenerator<StreamItem> {
  const headers = lastId === undefined ? {} : { "last-event-id": lastId };
  try {
    const answer = await api.demand({ path: "/api/stream", query: filter, headers, signal });
    if (!answer.body) return;
    for await (const event of sentEvents(textLines(answer.body))) {
      if (event.event === "note") onNote?.(readItem<{ readonly text: string }>(event.data).text);
      const item = streamItemOf(event);
      if (item) yield item;
    }
  } catch (error) {
    if (signal.aborted) return;
    // What fetch throws where the connection breaks.
    throw error instanceof TypeError ? streamEnded(error) : error;
  }
  if (!signal.aborted) throw streamEnded();
}

const streamEnded = (cause?: unknown): BridgeError =>
  new BridgeError(
    "wrong-use",
    "The running bridge has ended.",
    "Start it again: npx hookbridge start",
    cause,
  );
