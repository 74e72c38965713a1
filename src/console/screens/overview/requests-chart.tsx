import type { Overview } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { BarLanes } from "../../parts/charts/bar-lanes.tsx";
import type { ChartTable } from "../../parts/charts/chart-table.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { count } from "../../parts/text/numbers.ts";
import { dateTime, duration, isSameDay, shortClock } from "../../parts/text/times.ts";
import { streamHref } from "./overview-range.ts";

interface Step {
  readonly from: number;
  readonly to: number;
  readonly accepted: number;
  readonly refused: number;
}

/** The series with the end of each step: the beginning of the next. */
function stepsIn({ series, from, to }: Overview): readonly Step[] {
  const length = (Date.parse(to) - Date.parse(from)) / Math.max(1, series.length);
  return series.map(({ at, accepted, refused }, index) => {
    const next = series[index + 1];
    const begin = Date.parse(at);
    // Both ends of a range count: the last millisecond belongs to the next step.
    return {
      from: begin,
      to: (next ? Date.parse(next.at) : begin + Math.round(length)) - 1,
      accepted,
      refused,
    };
  });
}

const stepHref = ({ from, to }: Step, lane: "accepted" | "refused"): string =>
  streamHref({ show: lane, from: new Date(from).toISOString(), to: new Date(to).toISOString() });

const stepTime = ({ from, to }: Step): string =>
  `${dateTime(from).slice(0, 16)} to ${isSameDay(from, to) ? shortClock(to + 1) : dateTime(to + 1).slice(0, 16)}`;

function tableOf(steps: readonly Step[]): ChartTable {
  return {
    columns: [{ label: "From" }, { label: "Accepted", number: true }, { label: "Refused", number: true }],
    rows: steps.map((step) => [
      stepTime(step),
      <Link key="a" href={stepHref(step, "accepted")}>
        {count(step.accepted)}
      </Link>,
      <Link key="r" href={stepHref(step, "refused")}>
        {count(step.refused)}
      </Link>,
    ]),
  };
}

function asideOf(length: number): string | undefined {
  if (length === 0) return undefined;
  return length === 60_000 ? "accepted above, refused below" : `a bar is ${duration(length)}; refused below`;
}

/** Requests by time: accepted above, refused below with a scale of its own. */
export function RequestsChart({ overview }: { readonly overview: Overview }) {
  const steps = stepsIn(overview);
  const [first] = steps;
  const last = steps.at(-1);
  const most = Math.max(0, ...steps.map(({ accepted }) => accepted));
  const length = first ? first.to + 1 - first.from : 0;
  const at = (index: number): Step => steps[index] ?? { from: 0, to: 0, accepted: 0, refused: 0 };
  const isOneDay = first !== undefined && last !== undefined && isSameDay(first.from, last.to);
  const summary =
    `Requests from ${dateTime(overview.from).slice(0, 16)} to ${dateTime(overview.to).slice(0, 16)}: ` +
    `${count(overview.accepted)} accepted, at most ${count(most)} in ${duration(length)}; ${count(overview.refused)} refused.`;
  return (
    <Panel title={length === 60_000 ? "Requests a minute" : "Requests"} aside={asideOf(length)}>
      {steps.length === 0 ? (
        <p class="muted">No series is measured here.</p>
      ) : (
        <BarLanes
          summary={summary}
          lanes={[
            {
              name: "accepted",
              kind: "accepted",
              height: 104,
              values: steps.map(({ accepted }) => accepted),
            },
            { name: "refused", kind: "refused", height: 24, values: steps.map(({ refused }) => refused) },
          ]}
          titleOf={(index) => stepTime(at(index))}
          labelOf={(index) => (isOneDay ? shortClock(at(index).from) : dateTime(at(index).from).slice(5, 16))}
          hrefOf={(index, { kind }) => stepHref(at(index), kind)}
          table={() => tableOf(steps)}
        />
      )}
    </Panel>
  );
}
