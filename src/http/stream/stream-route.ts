import type { Context } from "hono";
import { stream } from "hono/streaming";
import type { RunningBridge, StreamQuery } from "../../operate/bridge.ts";
import { failureAnswer } from "../api-failure.ts";
import { givenParameters } from "../input/parameters.ts";
import { sentRow, sentWhole } from "./sent-item.ts";
import { makeWaitingLines, type WaitingLimits, type WaitingLines } from "./waiting-lines.ts";

/** How the stream treats its readers. */
export interface StreamOptions extends WaitingLimits {
  /** How often a reader hears of a bridge where nothing happens: proxies and clients end connections that are silent. */
  readonly heartbeatMs: number;
}

const usualOptions: StreamOptions = {
  items: 1_000,
  size: 16 * 1024 * 1024,
  patienceMs: 5_000,
  heartbeatMs: 15_000,
};

/** What happens in a bridge, as server-sent events. */
export interface StreamRoute {
  answer(context: Context): Response;
  /** Ends all readers, those that come later too. */
  close(): void;
}

async function fillLines(
  lines: WaitingLines,
  bridge: RunningBridge,
  query: StreamQuery,
  kinds: readonly string[] | undefined,
): Promise<unknown> {
  try {
    for await (const item of bridge.stream(query))
      if (item.kind === "gap" || (kinds?.includes(item.kind) ?? true)) await lines.add(item);
    lines.end();
    return undefined;
  } catch (error) {
    const { status, body } = failureAnswer(error);
    lines.end(query.signal.aborted ? undefined : `event: error\ndata: ${JSON.stringify(body)}\n\n`);
    return status === 500 && !query.signal.aborted ? error : undefined;
  }
}

/** The route of `/api/stream`. */
export function makeStreamRoute(
  bridge: RunningBridge,
  onFailure: (error: unknown) => void,
  options: StreamOptions = usualOptions,
): StreamRoute {
  const readers = new Set<AbortController>();
  let closed = false;
  return {
    answer(context) {
      const given = givenParameters(context, ["source", "type", "pattern", "kind", "rows", "lastId"]);
      const { lastId = context.req.header("last-event-id"), kind, rows = false, ...filter } = given;
      context.header("content-type", "text/event-stream");
      context.header("cache-control", "no-store");
      return stream(context, async (out) => {
        const leaving = new AbortController();
        const lines = makeWaitingLines(options, rows ? sentRow : sentWhole);
        leaving.signal.addEventListener("abort", () => lines.end());
        out.onAbort(() => leaving.abort());
        readers.add(leaving);
        if (closed) leaving.abort();
        const query = { ...filter, ...(lastId && { lastId }), signal: leaving.signal, onNote: lines.note };
        const filled = closed ? undefined : fillLines(lines, bridge, query, kind);
        await out.write(": connected\n\n");
        const heartbeat = setInterval(() => void out.write(": nothing new\n\n"), options.heartbeatMs);
        for (let text = await lines.take(); text !== undefined; text = await lines.take())
          await out.write(text);
        clearInterval(heartbeat);
        leaving.abort();
        readers.delete(leaving);
        const failure = await filled;
        if (failure !== undefined) onFailure(failure);
      });
    },
    close() {
      closed = true;
      for (const reader of readers) reader.abort();
    },
  };
}
