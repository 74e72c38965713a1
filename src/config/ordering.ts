import { pointersIn, type Values } from "../core/pointers.ts";
import type { Provider } from "../core/provider.ts";

/** True when the subject can be read from a whole delivery, not only from one item of it. */
const isReadFromDelivery = (subject: Values | undefined): boolean =>
  [subject ?? []].flat().some((value) => !pointersIn(value).some((pointer) => pointer.startsWith("item:")));

/** Why a provider's deliveries can't be kept in this order, as the end of a sentence; undefined when they can. */
export function whyUnordered(order: string, { name, event }: Provider): string | undefined {
  if (order !== "subject") return `has the order "${order}"; the only order is "subject".`;
  const rules = [event, ...Object.values(event.cases ?? {})];
  if (rules.every(({ subject }) => subject === undefined))
    return `can't be ordered by subject: the events of ${name} have none.`;
  return rules.some(({ subject }) => isReadFromDelivery(subject))
    ? undefined
    : `can't be ordered by subject: one delivery of ${name} carries many events, and each has its own subject.`;
}
