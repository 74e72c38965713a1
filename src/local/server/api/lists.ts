import type { Hono } from "hono";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import { type EventFeed, eventJson } from "../lists/event-feed.ts";
import { type RowLog, rowJson } from "../lists/row-log.ts";
import type { SourceView } from "../source-view.ts";

/** What the API lists. */
export interface Listed {
  readonly deliveries: RowLog;
  readonly events: EventFeed;
  readonly deadLetters: DeadLetters;
}

/** One item of a list; its JSON text is spliced into the answer, so that numbers keep their digits. */
interface ListItem {
  readonly cursor: string;
  readonly json: string;
}

type ReadList = (after: number, limit: number) => readonly ListItem[];

const largestPage = 1000;

function wholeNumber(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined || text === "") return fallback;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

function addList(app: Hono, path: string, read: ReadList): void {
  app.get(path, (context) => {
    const after = wholeNumber(context.req.query("after"), 0);
    const limit = wholeNumber(context.req.query("limit"), 100);
    if (after === undefined || limit === undefined || limit < 1) {
      return context.json(
        {
          error: "bad-request",
          message: "`after` must be a cursor from `next`, and `limit` a number from 1 to 1000.",
        },
        400,
      );
    }
    const items = read(after, Math.min(limit, largestPage));
    const next = items.at(-1)?.cursor ?? String(after);
    const text = `{"items":[${items.map(({ json }) => json).join(",")}],"next":${JSON.stringify(next)}}`;
    return context.body(text, 200, { "content-type": "application/json" });
  });
}

const rowItems =
  ({ list }: Pick<RowLog, "list">): ReadList =>
  (after, limit) =>
    list(after, limit).map((row) => ({ cursor: row.cursor, json: rowJson(row) }));

/** Adds the routes of the lists. */
export function addLists(app: Hono, listed: Listed, views: readonly SourceView[]): void {
  addList(app, "/api/deliveries", rowItems(listed.deliveries));
  addList(app, "/api/dead-letters", rowItems(listed.deadLetters));
  addList(app, "/api/events", (after, limit) =>
    listed.events.list(after, limit).map((event) => ({ cursor: event.cursor, json: eventJson(event) })),
  );
  addList(app, "/api/sources", (after, limit) =>
    views
      .slice(after, after + limit)
      .map((view, index) => ({ cursor: String(after + index + 1), json: JSON.stringify(view) })),
  );
}
