import type { Hono } from "hono";
import type { Source } from "../../../core/source.ts";
import type { SampleResult } from "../../samples/send-sample.ts";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import type { EventFeed } from "../lists/event-feed.ts";

/** What the API can do. */
export interface Actions {
  readonly sources: ReadonlyMap<string, Source>;
  readonly events: Pick<EventFeed, "replay">;
  readonly deadLetters: Pick<DeadLetters, "redrive">;
  readonly sample: (source: Source) => Promise<SampleResult>;
}

/** Adds the routes that change something. */
export function addActions(app: Hono, { sources, events, deadLetters, sample }: Actions): void {
  app.post("/api/sources/:source/sample", async (context) => {
    const source = sources.get(context.req.param("source"));
    if (!source)
      return context.json(
        { error: "not-found", message: "No such source; GET /api/sources lists them." },
        404,
      );
    const result = await sample(source);
    return result.sent
      ? context.json(result)
      : context.json({ error: "sample-not-possible", message: result.reason }, 422);
  });
  app.post("/api/events/:id/replay", async (context) => {
    const id = context.req.param("id");
    if (await events.replay(id)) return context.json({ replayed: id });
    return context.json(
      { error: "not-found", message: "No such event; GET /api/events lists them with their ids." },
      404,
    );
  });
  app.post("/api/dead-letters/redrive", async (context) =>
    context.json({ redriven: await deadLetters.redrive() }),
  );
}
