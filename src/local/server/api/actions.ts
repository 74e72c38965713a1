import type { Hono } from "hono";
import { type Json, parseJson } from "../../../core/json/json.ts";
import type { Source } from "../../../core/source.ts";
import type { SampleChanges } from "../../samples/make-sample.ts";
import type { SentSample } from "../../samples/send-sample.ts";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import type { EventFeed } from "../lists/event-feed.ts";

/** What the API can do. */
export interface Actions {
  readonly sources: ReadonlyMap<string, Source>;
  readonly events: Pick<EventFeed, "replay">;
  readonly deadLetters: Pick<DeadLetters, "redrive">;
  readonly sample: (source: Source, changes?: SampleChanges) => Promise<SentSample>;
}

const isTextOrAbsent = (value: Json | undefined): boolean => value === undefined || typeof value === "string";

/** The order in a request's body; undefined for what is none. */
function readChanges(text: string): SampleChanges | undefined {
  if (text.trim() === "") return {};
  const value = parseJson(text)?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { event, set = {}, body, asRecorded = false, ...others } = value as { readonly [key: string]: Json };
  const isMap =
    typeof set === "object" &&
    set !== null &&
    !Array.isArray(set) &&
    Object.values(set).every(isTextOrAbsent);
  const isOrder = isTextOrAbsent(event) && isTextOrAbsent(body) && isMap && typeof asRecorded === "boolean";
  return isOrder && Object.keys(others).length === 0 ? (value as SampleChanges) : undefined;
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
    const changes = readChanges(await context.req.text());
    if (!changes)
      return context.json(
        {
          error: "bad-request",
          message: "The body is no order of a sample: { event?, set?, body?, asRecorded? }.",
        },
        400,
      );
    const result = await sample(source, changes);
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
