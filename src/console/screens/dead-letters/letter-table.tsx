import type { DeadLetterRow, LetterOutlook } from "../../../operate/dead-letters.ts";
import { Link } from "../../parts/controls/link.tsx";
import { PlainTable } from "../../parts/tables/plain-table.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { bytes, count } from "../../parts/text/numbers.ts";
import { prospectText } from "./letter-words.ts";

const toneOf = { publish: "ok", duplicate: "", dropped: "", fail: "bad", unknown: "muted" } as const;

function Prospect({ outlook }: { readonly outlook: LetterOutlook | undefined }) {
  if (!outlook) return <span class="muted">not known</span>;
  return (
    <span class={toneOf[outlook.prospect]} title={outlook.reason}>
      {prospectText(outlook)}
    </span>
  );
}

/** The type of its event: of a consumer's letter with its page; of a delivery as the outlook has it. */
function LetterType({
  row,
  outlook,
}: {
  readonly row: DeadLetterRow;
  readonly outlook: LetterOutlook | undefined;
}) {
  const type = row.type ?? outlook?.type;
  if (row.event !== undefined)
    return <Link href={`/events/${encodeURIComponent(row.event)}`}>{type ?? row.event}</Link>;
  return type === undefined ? <span class="muted">not known, {bytes(row.bytes)}</span> : <span>{type}</span>;
}

function Delivery({ row }: { readonly row: DeadLetterRow }) {
  if (row.delivery === null)
    return (
      <span class="mono" title={row.id}>
        {row.id.slice(0, 12)}
      </span>
    );
  return (
    <Link href={`/deliveries/${encodeURIComponent(row.delivery)}`} class="mono" title={row.delivery}>
      {row.delivery.slice(0, 12)}
    </Link>
  );
}

/** Letters, each with what a redrive would make of it. */
export function LetterTable({
  rows,
  outlooks,
}: {
  readonly rows: readonly DeadLetterRow[];
  readonly outlooks: ReadonlyMap<string, LetterOutlook> | undefined;
}) {
  return (
    <PlainTable
      label="Letters"
      columns={[
        { label: "Failed", place: 2, nowrap: true },
        { label: "Delivery", place: 3 },
        { label: "Event type", place: 1 },
        { label: "Events", number: true, place: 4 },
        { label: "Redrive would", place: 5 },
      ]}
      rows={rows.map((row) => {
        const outlook = outlooks?.get(row.id);
        const events = outlook && outlook.events + outlook.duplicates;
        return {
          key: row.id,
          cells: [
            <span class="mono" key="at">
              <Moment at={row.at} />
            </span>,
            <Delivery row={row} key="delivery" />,
            <LetterType row={row} outlook={outlook} key="type" />,
            events === undefined ? "" : count(events),
            <Prospect outlook={outlook} key="prospect" />,
          ],
        };
      })}
    />
  );
}
