import { useWidth } from "../use/use-width.ts";
import { type ChartTable, ShowAsTable } from "./chart-table.tsx";
import { roundTop } from "./scale.ts";

const height = 56;

/** A line by time. Where a value is not measured the line breaks off. */
export function Line({
  name,
  now,
  summary,
  values,
  table,
}: {
  readonly name: string;
  /** At the right: the newest value, the greatest, the limit. */
  readonly now: string;
  /** What the chart shows, as a sentence. */
  readonly summary: string;
  readonly values: readonly (number | undefined)[];
  readonly table: () => ChartTable;
}) {
  const { element, width } = useWidth<HTMLDivElement>(320);
  const top = roundTop(Math.max(0, ...values.map((value) => value ?? 0)));
  const step = width / Math.max(1, values.length - 1);
  const path = values
    .map((value, index) => {
      if (value === undefined) return "";
      const begins = index === 0 || values[index - 1] === undefined;
      return `${begins ? "M" : "L"}${(index * step).toFixed(1)} ${(2 + height - (value / top) * height).toFixed(1)}`;
    })
    .join("");
  return (
    <div class="chart-box">
      <div class="lane">
        <span>{name}</span>
        <span>{now}</span>
      </div>
      <div ref={element}>
        <svg class="chart" width={width} height={height + 4} role="img" aria-label={summary}>
          <path class="grid" d={`M0 ${height + 2.5}H${width}`} />
          <path class="l" d={path} />
        </svg>
      </div>
      <ShowAsTable label={name} table={table} />
    </div>
  );
}
