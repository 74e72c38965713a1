import type { Overview, QueueFigures } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import type { ChartTable } from "../../parts/charts/chart-table.tsx";
import { Line } from "../../parts/charts/line.tsx";
import { count } from "../../parts/text/numbers.ts";
import { dateTime, duration } from "../../parts/text/times.ts";

type QueueStep = NonNullable<QueueFigures["series"]>[number];

const mostOf = (values: readonly (number | undefined)[]): number =>
  Math.max(0, ...values.map((value) => value ?? 0));

const ageText = (seconds: number | undefined): string =>
  seconds === undefined ? "–" : duration(seconds * 1_000);

function tableOfQueue(
  series: readonly QueueStep[],
  label: string,
  cell: (step: QueueStep) => string,
): ChartTable {
  return {
    columns: [{ label: "From" }, { label, number: true }],
    rows: series.map((step) => [dateTime(step.at).slice(0, 16), cell(step)]),
  };
}

/** How many deliveries wait between `receive` and `publish`, and how long. */
export function QueuePanel({ queue }: Pick<Overview, "queue">) {
  const { waiting, oldestSeconds, series = [], lateSeconds, names } = queue;
  const depths = series.map((step) => step.waiting);
  const ages = series.map((step) => step.oldestSeconds);
  const nowAge = waiting === 0 ? "none waits now" : `now ${ageText(oldestSeconds)}`;
  const late = lateSeconds === undefined ? "" : `, late from ${ageText(lateSeconds)}`;
  const depthText = `now ${count(waiting)}, most ${count(mostOf(depths))}`;
  const ageLine = `${nowAge}, most ${ageText(mostOf(ages))}${late}`;
  return (
    <Panel title="Delivery queue" aside={names?.join(", ")}>
      {series.length === 0 ? (
        <p class="muted">{count(waiting)} waiting now. The queue by time is not measured here.</p>
      ) : (
        <div class="stack middle">
          <Line
            name="Messages waiting"
            now={depthText}
            summary={`Messages waiting in the delivery queue: ${depthText}.`}
            values={depths}
            table={() =>
              tableOfQueue(series, "Most waiting", (step) =>
                step.waiting === undefined ? "–" : count(step.waiting),
              )
            }
          />
          <Line
            name="Age of the oldest"
            now={ageLine}
            summary={`Age of the oldest message in the delivery queue: ${ageLine}.`}
            values={ages}
            table={() => tableOfQueue(series, "Oldest", (step) => ageText(step.oldestSeconds))}
          />
        </div>
      )}
    </Panel>
  );
}
