import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { RunningBridge } from "../../../operate/bridge.ts";
import type { SampleOrder } from "../../../operate/state.ts";
import type { LocalApp, LocalAppOptions } from "../runtime-options.ts";
import { localOnly } from "./local-only.ts";
import { renderPage } from "./page.ts";

const notFound = (what: string) => ({ error: "not-found", message: `No such ${what}.` });

/** An event in the list, its envelope spliced in as text, so that numbers keep their digits. */
async function eventItems(bridge: RunningBridge, after: string, limit: number): Promise<string> {
  const { items, previous } = await bridge.events({ after, limit });
  const records = await Promise.all(items.toReversed().map(({ id }) => bridge.event(id)));
  const texts = records.flatMap((record) =>
    record
      ? `{"bus":${JSON.stringify(record.bus)},"id":${JSON.stringify(record.id)},"event":${record.envelope}}`
      : [],
  );
  return `{"items":[${texts.join(",")}],"next":${JSON.stringify(previous)}}`;
}

function addLists(app: Hono, bridge: RunningBridge): void {
  app.get("/api/:list", async (context) => {
    const after = context.req.query("after") ?? "0";
    const limit = Number(context.req.query("limit") ?? 100);
    switch (context.req.param("list")) {
      case "events":
        return context.body(await eventItems(bridge, after, limit), 200, {
          "content-type": "application/json",
        });
      case "deliveries": {
        const { items, previous } = await bridge.requests({ after, limit });
        return context.json({ items: items.toReversed(), next: previous });
      }
      case "dead-letters":
        return context.json({ items: (await bridge.deadLetters({ limit })).items, next: "0" });
      case "sources":
        return context.json({ items: await bridge.sources(), next: "0" });
      default:
        return context.json(notFound("route"), 404);
    }
  });
}

function addActions(app: Hono, bridge: RunningBridge): void {
  app.post("/api/sources/:source/sample", async (context) => {
    const text = await context.req.text();
    const order = text === "" ? {} : (JSON.parse(text) as SampleOrder);
    const sample = await bridge.sample(context.req.param("source"), order);
    return context.json(sample, sample.sent ? 200 : 422);
  });
  app.post("/api/events/:id/replay", async (context) => {
    const replayed = await bridge.replayEvent(context.req.param("id"));
    return replayed ? context.json(replayed) : context.json(notFound("event"), 404);
  });
  app.post("/api/dead-letters/redrive", async (context) =>
    context.json(await bridge.redrive({ filter: {}, dryRun: false })),
  );
}

/** The API and the page, until src/http takes their place. */
export function makeApi({ bridge, onFailure }: LocalAppOptions): LocalApp {
  const app = new Hono();
  const closing = new AbortController();
  app.use(localOnly);
  app.onError((error, context) => {
    onFailure(error);
    return context.json({ error: "internal", message: error.message }, 500);
  });
  app.get("/", async (context) => context.html(renderPage(bridge.place.url, await bridge.sources())));
  app.get("/api/stream", (context) =>
    streamSSE(context, async (out) => {
      const leaving = new AbortController();
      out.onAbort(() => leaving.abort());
      const signal = AbortSignal.any([closing.signal, leaving.signal]);
      await out.write(": connected\n\n");
      for await (const item of bridge.stream({ signal }))
        await out.writeSSE({ id: item.id, event: item.kind, data: JSON.stringify(item) });
    }),
  );
  addLists(app, bridge);
  addActions(app, bridge);
  return { app, close: () => closing.abort() };
}
