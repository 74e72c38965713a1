import { Link } from "../../parts/controls/link.tsx";
import { PlainTable } from "../../parts/tables/plain-table.tsx";
import { CodeText } from "../../parts/text/code-text.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { count, plural } from "../../parts/text/numbers.ts";
import { duration, isSameDay } from "../../parts/text/times.ts";
import { now } from "../../shell/now.ts";
import { causeText, kindOfQueue, type LetterCause } from "./letter-words.ts";

/** For how long SQS keeps a dead letter of the bridge. */
const keptMs = 14 * 86_400_000;

/** Of one cause. */
const shownReasons = 3;

function DeletedIn({ group }: { readonly group: LetterCause }) {
  if (kindOfQueue(group.queue) !== "not-published") return null;
  const left = Date.parse(group.first) + keptMs - now.value;
  return (
    <div class={left < 3 * 86_400_000 ? "fine bad" : "fine"}>deleted in {duration(Math.max(0, left))}</div>
  );
}

/** Dead letters by cause. Each row leads to its letters and to the preview of their redrive. */
export function GroupTable({
  groups,
  chosen,
  hrefOf,
}: {
  readonly groups: readonly LetterCause[];
  readonly chosen: readonly LetterCause[];
  readonly hrefOf: (group: LetterCause) => string;
}) {
  return (
    <PlainTable
      label="Dead letters by cause"
      columns={[
        { label: "Cause", place: 1 },
        { label: "Source", place: 3, nowrap: true },
        { label: "Count", number: true, place: 2 },
        { label: "First", place: 5, nowrap: true },
        { label: "What to do", place: 5 },
      ]}
      rows={groups.map((group) => {
        const { queue, code, reasons, source, first, remedy } = group;
        return {
          key: JSON.stringify([queue, code, source]),
          selected: chosen.includes(group),
          cells: [
            <span key="cause">
              <Link href={hrefOf(group)}>
                <b>{causeText(code)}</b>
              </Link>
              {reasons.slice(0, shownReasons).map((reason) => (
                <div class="fine break" key={reason}>
                  <CodeText text={reason} />
                </div>
              ))}
              {reasons.length > shownReasons && (
                <div class="fine">and {plural(reasons.length - shownReasons, "sentence")} like these</div>
              )}
              {queue !== "deliveries" && <div class="fine">queue {queue}</div>}
            </span>,
            source ?? <span class="muted">not readable</span>,
            <b key="count">{count(group.count)}</b>,
            <span key="first">
              <Moment at={first} full={!isSameDay(first, now.value)} />
              <DeletedIn group={group} />
            </span>,
            <span class="muted" key="remedy">
              {remedy !== undefined && <CodeText text={remedy} />}
            </span>,
          ],
        };
      })}
    />
  );
}
