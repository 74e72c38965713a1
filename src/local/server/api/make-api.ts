import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Source } from "../../../core/source.ts";
import type { SampleResult } from "../../samples/send-sample.ts";
import { type News, type NewsItem, recordLine } from "../emitter.ts";
import type { DeadLetters } from "../lists/dead-letters.ts";
import { type EventFeed, eventJson } from "../lists/event-feed.ts";
import type { Journal } from "../lists/row-log.ts";
import { sourceViews } from "../source-view.ts";
import { localOnly } from "./local-only.ts";
import { page } from "./page.ts";

/** What the API shows and does. */
export interface ApiOptions {
  readonly url: string;
  readonly publicUrl: string | undefined;
  readonly sources: ReadonlyMap<string, Source>;
  readonly deliveries: Journal;
  readonly events: EventFeed;
  readonly deadLetters: DeadLetters;
  readonly news: News;
  readonly sample: (source: Source) => Promise<SampleResult>;
  readonly onFailure: (error: unknown) => void;
}

const largestPage = 1000;

/** News kept for a reader of the stream that does not keep up; then it is let go, and reads the lists instead. */
const mostWaiting = 1000;

function whole(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined || text === "") return fallback;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

interface Listed {
  readonly cursor: string;
  readonly line: string;
}

/** The runtime's API and its page. Lists are JSON text spliced together: numbers stay as they were written. */
export function makeApi(options: ApiOptions): { readonly app: Hono; readonly closeStreams: () => void } {
  const app = new Hono();
  const closing = new AbortController();
  app.use(localOnly);
  app.onError((error, context) => {
    options.onFailure(error);
    return context.json({ error: "internal", message: error.message }, 500);
  });
  app.notFound((context) =>
    context.json({ error: "not-found", message: "No such route; GET / lists them." }, 404),
  );

  const list = (path: string, read: (after: number, limit: number) => readonly Listed[]): void => {
    app.get(path, (context) => {
      const after = whole(context.req.query("after"), 0);
      const limit = whole(context.req.query("limit"), 100);
      if (after === undefined || limit === undefined || limit < 1) {
        return context.json(
          {
            error: "bad-request",
            message: "`after` is a cursor from `next`, `limit` a number from 1 to 1000.",
          },
          400,
        );
      }
      const items = read(after, Math.min(limit, largestPage));
      const next = items.at(-1)?.cursor ?? String(after);
      const text = `{"items":[${items.map(({ line }) => line).join(",")}],"next":${JSON.stringify(next)}}`;
      return context.body(text, 200, { "content-type": "application/json" });
    });
  };
  list("/api/deliveries", (after, limit) =>
    options.deliveries.list(after, limit).map((entry) => ({ cursor: entry.cursor, line: recordLine(entry) })),
  );
  list("/api/dead-letters", (after, limit) =>
    options.deadLetters
      .list(after, limit)
      .map((entry) => ({ cursor: entry.cursor, line: recordLine(entry) })),
  );
  list("/api/events", (after, limit) =>
    options.events.list(after, limit).map((event) => ({ cursor: event.cursor, line: eventJson(event) })),
  );
  const views = sourceViews(options.sources.values(), options.publicUrl ?? options.url);
  list("/api/sources", (after, limit) =>
    views
      .slice(after, after + limit)
      .map((view, index) => ({ cursor: String(after + index + 1), line: JSON.stringify(view) })),
  );
  app.get("/", (context) => context.html(page(options.url, views)));

  app.get("/api/stream", (context) =>
    streamSSE(context, async (stream) => {
      const waiting: NewsItem[] = [];
      let behind = false;
      let wake = (): void => {};
      const wakeUp = (): void => wake();
      const stop = options.news.listen((item) => {
        if (waiting.length >= mostWaiting) behind = true;
        if (!behind) waiting.push(item);
        wakeUp();
      });
      const ended = (): boolean => stream.aborted || closing.signal.aborted;
      stream.onAbort(wakeUp);
      closing.signal.addEventListener("abort", wakeUp);
      await stream.write(": connected\n\n");
      while (!ended()) {
        for (let item = waiting.shift(); item && !ended(); item = waiting.shift())
          await stream.writeSSE({ event: item.kind, data: item.line });
        if (behind) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (waiting.length > 0 || behind || ended()) resolve();
        });
      }
      stop();
      closing.signal.removeEventListener("abort", wakeUp);
    }),
  );

  app.post("/api/sources/:source/sample", async (context) => {
    const source = options.sources.get(context.req.param("source"));
    if (!source)
      return context.json(
        { error: "not-found", message: "No such source; GET /api/sources lists them." },
        404,
      );
    const result = await options.sample(source);
    return result.sent
      ? context.json(result)
      : context.json({ error: "sample-not-possible", message: result.reason }, 422);
  });
  app.post("/api/events/:id/replay", async (context) => {
    const id = context.req.param("id");
    if (await options.events.replay(id)) return context.json({ replayed: id });
    return context.json(
      { error: "not-found", message: "No such event; GET /api/events lists them with their ids." },
      404,
    );
  });
  app.post("/api/dead-letters/redrive", async (context) =>
    context.json({ redriven: await options.deadLetters.redrive() }),
  );

  return { app, closeStreams: () => closing.abort() };
}
