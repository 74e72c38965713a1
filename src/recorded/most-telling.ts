import type { RecordedDelivery } from "./fixtures.ts";

/** How many attributes the first event has: what it is about and what happened come first. */
const tellingOf = ({ events: [event] }: RecordedDelivery): number =>
  (event?.entity ? 4 : 0) + (event?.action ? 4 : 0) + (event?.subject ? 2 : 0) + (event?.time ? 1 : 0);

/** The recorded delivery that shows most in the fewest bytes; undefined where none has an event. */
export function mostTelling(deliveries: readonly RecordedDelivery[]): RecordedDelivery | undefined {
  const rated = deliveries.filter(({ events }) => events.length > 0);
  return rated.toSorted(
    (one, other) =>
      tellingOf(other) - tellingOf(one) || one.size - other.size || one.name.localeCompare(other.name, "en"),
  )[0];
}
