import type { EventRecord, EventRow } from "../../../operate/events.ts";
import { askEvents, eventHref } from "../../api/events.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";

/** Every time that an event with this `detail.id` was put on its bus. */
async function askCopies({ eventId, bus }: EventRecord, signal: AbortSignal): Promise<readonly EventRow[]> {
  if (eventId === "") return [];
  const { items } = await askEvents({ text: eventId, bus, limit: 50 }, signal);
  return items.filter((row) => row.eventId === eventId);
}

/** When the event was sent again, and what a replay does. @param round grows with each replay */
export function ReplaysPanel({ event, round }: { readonly event: EventRecord; readonly round: number }) {
  const isStage = bridgePlace.value?.kind === "stage";
  const { value = [] } = useLoaded(`copies ${event.id} ${isStage} ${round}`, (signal) =>
    isStage ? Promise.resolve([]) : askCopies(event, signal),
  );
  const replays = value.filter(({ replay }) => replay !== undefined);
  return (
    <Panel
      title="Replays"
      aside={
        isStage ? "not kept on a stage" : replays.length === 0 ? "none" : plural(replays.length, "replay")
      }
      bare={replays.length > 0}
    >
      {replays.length === 0 ? (
        <p class="muted">
          A replay puts the event to the one rule that you choose, with <code>replay-name</code>. Its{" "}
          <code>detail.id</code> stays, so a consumer that remembers ids acts once.
        </p>
      ) : (
        <ul class="links">
          {replays.map((row) => (
            <li key={row.id + row.at}>
              <span class="mono">
                <Moment at={row.at} precise />
              </span>{" "}
              {row.id === event.id ? (
                <span class="mono">{row.replay}</span>
              ) : (
                <Link href={eventHref(row)}>{row.replay}</Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
