import type { Pattern } from "../../core/patterns/pattern.ts";
import { accepts } from "../../core/source.ts";
import { isField } from "./event-fields.ts";
import { textsOfNames } from "./name-conditions.ts";
import {
  eventsNamed,
  eventsThatMayCome,
  mayBeNamed,
  type NamesOfSource,
  type PossibleEvent,
} from "./possible-events.ts";

/**
 * What a pattern gets of the events of some sources: `reached` some that are known; `unsure` only names that nobody lists, of a vendor
 * whose list is not whole; `dropped` only what `accept` drops; `none`.
 */
export type Reach = "reached" | "unsure" | "dropped" | "none";

/** What is known of every event. */
const knownPaths: ReadonlySet<string> = new Set([
  "source",
  "detail-type",
  "resources",
  "detail.specversion",
  "detail.type",
  "detail.bridgesource",
  "detail.entity",
  "detail.action",
]);

/** True where the known leaves decide a condition: they have the value, or no event has one there. */
const isDecided = (path: string): boolean => knownPaths.has(path) || !isField(path);

/** Names that a vendor could have for what the pattern says: those that its texts are, begin or end. */
function conceivable({ eventSource }: NamesOfSource, texts: readonly string[]): readonly string[] {
  const prefix = `${eventSource}.`;
  const plain = texts.map((text) => text.replaceAll("*", "x"));
  const names = plain.flatMap((text) => [
    text,
    `x${text}`,
    ...(text.startsWith(prefix) ? [text.slice(prefix.length)] : []),
  ]);
  return [...new Set(["x", ...names])].filter((name) => name !== "");
}

/** What a pattern gets of these sources. */
export function reachOf(pattern: Pattern, sources: readonly NamesOfSource[]): Reach {
  const texts = textsOfNames(pattern);
  const matches = ({ leaves }: PossibleEvent): boolean => pattern.mayMatch(leaves, isDecided);
  let [unsure, dropped] = [false, false];
  for (const events of sources) {
    for (const event of eventsThatMayCome(events)) {
      if (!matches(event)) continue;
      if (accepts(events.source, event.name)) return "reached";
      dropped = true;
    }
    const { namedByUsers } = events.source.provider.event;
    if (events.whole && namedByUsers === undefined) continue;
    for (const name of conceivable(events, texts)) {
      if (!accepts(events.source, name) || !eventsNamed(events, name).some(matches)) continue;
      if (events.names.size === 0 || mayBeNamed(events, name)) return "reached";
      unsure ||= !events.whole;
    }
  }
  return unsure ? "unsure" : dropped ? "dropped" : "none";
}
