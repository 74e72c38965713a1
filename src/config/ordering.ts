import { pointersIn, type Values } from "../core/pointers.ts";
import type { Provider } from "../core/provider.ts";

/** True when a rule can be read of a whole delivery, not only of an item of one that is split. */
const ofDelivery = (subject: Values | undefined): boolean =>
  [subject ?? []].flat().some((value) => !pointersIn(value).some((pointer) => pointer.startsWith("item:")));

/** Why the deliveries of a provider can't be kept in the order that is asked for; undefined when they can. */
export function disorderOf(order: string, { name, event }: Provider): string | undefined {
  if (order !== "subject") return `has the order "${order}"; there is "subject" only.`;
  const rules = [event, ...Object.values(event.cases ?? {})];
  if (rules.every(({ subject }) => subject === undefined))
    return `can't be ordered by subject: the events of ${name} have none.`;
  return rules.some(({ subject }) => ofDelivery(subject))
    ? undefined
    : `can't be ordered by subject: a delivery of ${name} carries many events, each with a subject of its own.`;
}
