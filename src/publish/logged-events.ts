import type { LoggedEvent } from "../core/logs/log-line.ts";
import type { NormalizedEvent } from "../events/normalize.ts";

/** Events that a line names, and characters of their ids and types together: a delivery can have thousands. */
const mostLogged = { events: 10, characters: 1_000 } as const;

/** The first events as a log line names them: what they are, and nothing of their content. */
export function loggedEvents(events: readonly NormalizedEvent[]): readonly LoggedEvent[] {
  const named: LoggedEvent[] = [];
  let characters = 0;
  for (const { envelope, bus } of events.slice(0, mostLogged.events)) {
    const { id, type, entity, action } = envelope;
    characters += id.length + type.length;
    if (characters > mostLogged.characters) break;
    named.push({ id, type, ...(entity && { entity }), ...(action && { action }), bus });
  }
  return named;
}
