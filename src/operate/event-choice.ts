import type { ListFilter } from "./lists.ts";

/** What of an event a list can be narrowed by. */
export type EventChoice = Pick<ListFilter, "type" | "entity" | "action">;

/** True for one of these types, of which one that ends in `*` stands for all that begin so. */
export const isOfType = (types: readonly string[], type: string): boolean =>
  types.some((wanted) => (wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted));

/** True for an event that a list is to show. */
export const isChosenEvent = (
  { type, entity, action }: EventChoice,
  event: { readonly type: string; readonly entity?: string; readonly action?: string },
): boolean =>
  (!type || isOfType(type, event.type)) &&
  (!entity || entity.includes(event.entity ?? "")) &&
  (!action || action.includes(event.action ?? ""));
