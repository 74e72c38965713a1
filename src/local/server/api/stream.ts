import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { EmittedItem, Emitter } from "../emitter.ts";

/** Largest number of items that wait for one reader. A slower reader is disconnected, and can catch up from the lists. */
const mostWaiting = 1000;

/** The items for one reader. */
interface Reader {
  /** Waits for the next item; undefined when the reader has ended or fallen behind. */
  next(): Promise<EmittedItem | undefined>;
  end(): void;
}

function startReader(emitter: Emitter): Reader {
  const waiting: EmittedItem[] = [];
  let behind = false;
  let ended = false;
  let wake = (): void => {};
  const stop = emitter.listen((item) => {
    if (waiting.length >= mostWaiting) behind = true;
    if (!behind) waiting.push(item);
    wake();
  });
  return {
    async next() {
      for (;;) {
        if (ended) return undefined;
        const item = waiting.shift();
        if (item || behind) return item;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end() {
      ended = true;
      stop();
      wake();
    },
  };
}

/** Streams items as server-sent events. */
export interface ItemStream {
  readonly route: (context: Context) => Response;
  /** Ends the readers, those that come later too. */
  close(): void;
}

/** The stream of an emitter. */
export function streamOf(emitter: Emitter): ItemStream {
  const readers = new Set<Reader>();
  let closed = false;
  return {
    route: (context) =>
      streamSSE(context, async (stream) => {
        const reader = startReader(emitter);
        readers.add(reader);
        stream.onAbort(reader.end);
        if (closed) reader.end();
        await stream.write(": connected\n\n");
        for (let item = await reader.next(); item; item = await reader.next())
          await stream.writeSSE({ event: item.kind, data: item.line });
        reader.end();
        readers.delete(reader);
      }),
    close() {
      closed = true;
      for (const reader of readers) reader.end();
    },
  };
}
