import type { StreamItem } from "../../operate/bridge.ts";
import { itemJson } from "../json-answer.ts";

/** An item as a server-sent event. Line breaks can only be between JSON tokens, where a space means the same. */
function sentItem(item: StreamItem, data: object): string {
  return `id: ${item.id}\nevent: ${item.kind}\ndata: ${itemJson(data).replace(/[\r\n]+/g, " ")}\n\n`;
}

/** An item with all that it holds: an event has its envelope. */
export const sentWhole = (item: StreamItem): string =>
  sentItem(item, item.kind === "gap" ? { count: item.count } : item.row);

/** An item as lists have it: of an event only its row. */
export function sentRow(item: StreamItem): string {
  if (item.kind !== "event") return sentWhole(item);
  const { envelope: _, rules: __, ...row } = item.row;
  return sentItem(item, row);
}
