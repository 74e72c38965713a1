import type { Cloud } from "./cloud.ts";
import type { Sent } from "./senders.ts";

/**
 * Events of one subject come on the bus for the first time in the order in which their deliveries were accepted. What was a dead letter
 * has left its place; a copy may come again at any time.
 */
export function findDisorder(cloud: Cloud, sent: readonly Sent[]): string[] {
  const firstOnBus = new Map<string, number>();
  for (const [place, { unique }] of cloud.bus.entries())
    if (unique !== undefined && !firstOnBus.has(unique)) firstOnBus.set(unique, place);
  const lines = new Map<string, string[]>();
  for (const { subject, uniques } of sent)
    if (subject !== undefined) lines.set(subject, [...(lines.get(subject) ?? []), ...uniques]);
  return [...lines].flatMap(([subject, uniques]) => {
    const line = uniques
      .filter((unique) => firstOnBus.has(unique) && !cloud.outOfLine.has(unique))
      .sort((a, b) => placeIn(cloud.placeInLine, a) - placeIn(cloud.placeInLine, b));
    return line.flatMap((unique, index) => {
      const before = line[index - 1];
      return before !== undefined && placeIn(firstOnBus, before) > placeIn(firstOnBus, unique)
        ? [`order: ${unique} of "${subject}" came on the bus before ${before}, which was accepted earlier`]
        : [];
    });
  });
}

const placeIn = (places: ReadonlyMap<string, number>, unique: string): number =>
  places.get(unique) ?? Infinity;
