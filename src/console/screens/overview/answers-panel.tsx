import type { Overview } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Meter } from "../../parts/charts/meter.tsx";
import { logPlace } from "../../parts/charts/scale.ts";
import { Link } from "../../parts/controls/link.tsx";
import { PlainTable, type TableRow } from "../../parts/tables/plain-table.tsx";
import { percent } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";

/** The left end of the scale. */
const leastShare = 0.001;
/** The share of the deadline at which the alarm is. */
const alarmShare = 0.5;

type AnswerTimesShown = Overview["answers"][number];

const kindOf = (share: number): "bad" | "warn" | undefined =>
  share >= 1 ? "bad" : share >= alarmShare ? "warn" : undefined;

function rowOfAnswers({ source, p50Ms, p99Ms, deadlineSeconds }: AnswerTimesShown): TableRow {
  const name =
    source === "unknown" ? (
      "no source's URL"
    ) : (
      <Link key="source" class="row" href={`/sources/${encodeURIComponent(source)}`}>
        {source}
      </Link>
    );
  const last = p99Ms === undefined ? "–" : duration(p99Ms);
  if (p99Ms === undefined || deadlineSeconds === undefined)
    return {
      key: source,
      cells: [name, <span class="muted">–</span>, "", last, <span class="muted">–</span>],
    };
  const deadline = deadlineSeconds * 1_000;
  const share = p99Ms / deadline;
  const kind = kindOf(share);
  return {
    key: source,
    cells: [
      name,
      <span key="deadline" class="muted">
        {duration(deadline)}
      </span>,
      <Meter
        key="meter"
        label={`p99 ${duration(p99Ms)} of ${duration(deadline)}`}
        from={logPlace((p50Ms ?? p99Ms) / deadline, leastShare)}
        to={logPlace(share, leastShare)}
        mark={logPlace(alarmShare, leastShare)}
        kind={kind}
      />,
      last,
      <span key="share" class={kind ?? "muted"}>
        {percent(share)}
      </span>,
    ],
  };
}

/** Time to the answer as a share of the time for which the vendor waits, worst first. */
export function AnswersPanel({ answers }: Pick<Overview, "answers">) {
  return (
    <Panel title="Answer time, share of the vendor's deadline" aside="p50 to p99, log scale" bare>
      {answers.length === 0 ? (
        <p class="in muted">No answer was measured in this range</p>
      ) : (
        <PlainTable
          label="Answer time by source"
          columns={[
            { label: "Source", place: 1 },
            { label: "Deadline", number: true, place: 3 },
            { label: "0.1 % – 100 %", place: 5 },
            { label: "p99", number: true, place: 2 },
            { label: "Share", number: true, place: 4 },
          ]}
          rows={answers.map(rowOfAnswers)}
        />
      )}
    </Panel>
  );
}
