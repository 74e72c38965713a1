import type { EventFinding } from "./event-finding.ts";
import { nameRemedy } from "./name-findings.ts";
import { nearestName } from "./nearest-name.ts";
import { mayBeNamed, type NamesOfSource } from "./possible-events.ts";

/** The entries of a source's `accept` that accept none of its known events. */
export function acceptFindings(events: NamesOfSource): readonly EventFinding[] {
  const { source, names, whole } = events;
  if (source.unlisted || names.size === 0) return [];
  return (source.accept ?? []).flatMap((entry): readonly EventFinding[] => {
    const isBeginning = entry.endsWith("*");
    const text = isBeginning ? entry.slice(0, -1) : entry;
    if (isBeginning ? [...names].some((name) => name.startsWith(text)) : false) return [];
    if (mayBeNamed(events, text)) return [];
    const nearest = nearestName({ path: "detail-type", text, isBeginning }, [events]);
    return [
      {
        level: whole ? "error" : "warning",
        message: `bridge.config.ts: source "${source.name}" accepts "${entry}", which is none of the ${names.size} known events of ${source.provider.name}.`,
        remedy: nameRemedy(nearest),
      },
    ];
  });
}
