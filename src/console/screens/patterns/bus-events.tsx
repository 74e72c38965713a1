import { eventHref } from "../../api/events.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Empty, FailureNote } from "../../parts/blocks/states.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { useMatches } from "../../parts/pattern/use-verdict.ts";
import { matchesText } from "../../parts/pattern/verdict.tsx";
import { PlainTable } from "../../parts/tables/plain-table.tsx";
import { Moment } from "../../parts/text/moment.tsx";

/** How many of a bus's last events match, and the newest of them. */
export function BusEvents({ bus, pattern }: { readonly bus: string; readonly pattern: string }) {
  const { answer, failure } = useMatches(pattern, bus);
  const newest = answer?.newest ?? [];
  return (
    <Panel title={`The last events on ${bus}`} aside={answer && matchesText(answer)} bare>
      {failure && <FailureNote failure={failure} />}
      {answer?.matching === null && answer.note !== undefined && (
        <div class="in">
          <Note kind="info">{answer.note}</Note>
        </div>
      )}
      {answer?.valid && answer.matching === 0 && (
        <Empty title={answer.of === 0 ? "No events yet" : "None of them matches"}>
          <p>
            {answer.of === 0
              ? `Nothing has been put on ${bus}.`
              : "Choose a pasted event to see which field keeps it from matching."}
          </p>
        </Empty>
      )}
      {newest.length > 0 && (
        <PlainTable
          label="The newest events that match"
          columns={[
            { label: "Time", place: 2, nowrap: true },
            { label: "Event type", place: 1 },
            { label: "Source", place: 3 },
          ]}
          rows={newest.map(({ at, type, source, ...event }) => ({
            key: event.id,
            cells: [
              <span class="mono" key="at">
                <Moment at={at} precise />
              </span>,
              <Link href={eventHref(event, { pattern })} key="type">
                {type}
              </Link>,
              source,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
