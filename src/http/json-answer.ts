import type { Context } from "hono";
import type { Page } from "../operate/lists.ts";

/** An item that may hold an event as JSON text. */
interface MayHoldEvent {
  readonly envelope?: string;
}

/** An item as JSON. An event's envelope is spliced in as text, under `event`, so that 64-bit integers keep their digits. */
export function itemJson<Item extends object>(item: Item): string {
  const { envelope, ...rest }: MayHoldEvent = item;
  const text = JSON.stringify(rest);
  if (envelope === undefined) return text;
  return `${text.slice(0, -1)}${text === "{}" ? "" : ","}"event":${envelope}}`;
}

const answerJson = (context: Context, text: string): Response =>
  context.body(text, 200, { "content-type": "application/json; charset=utf-8" });

/** Answers one item. */
export const answerItem = (context: Context, item: object): Response => answerJson(context, itemJson(item));

/** A page of a list as JSON. */
export const pageJson = ({ items, ...rest }: Page<object>): string =>
  `{"items":[${items.map(itemJson).join(",")}],${JSON.stringify(rest).slice(1)}`;

/** Answers a page of a list. */
export const answerPage = (context: Context, page: Page<object>): Response =>
  answerJson(context, pageJson(page));

/** Answers a list that has one page. */
export const answerAll = (context: Context, items: readonly object[]): Response =>
  answerPage(context, { items, next: null, previous: null, total: items.length });
