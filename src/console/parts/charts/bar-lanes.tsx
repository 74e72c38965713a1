import { goTo, isPlainClick } from "../../shell/location.ts";
import { count } from "../text/numbers.ts";
import { useWidth } from "../use/use-width.ts";
import { type ChartTable, ShowAsTable } from "./chart-table.tsx";
import { evenIndexes, roundTop } from "./scale.ts";

/** A lane of bars with a scale of its own. */
export interface BarLane {
  readonly name: string;
  readonly kind: "accepted" | "refused";
  readonly values: readonly number[];
  /** Height in px. */
  readonly height: number;
}

const axis = 32;
const gap = 24;

interface LaneProps {
  readonly lane: BarLane;
  readonly top: number;
  readonly width: number;
  readonly titleOf: (index: number) => string;
  readonly hrefOf?: ((index: number, lane: BarLane) => string) | undefined;
}

function Lane({ lane, top, width, titleOf, hrefOf }: LaneProps) {
  const most = roundTop(Math.max(...lane.values));
  const step = (width - axis) / lane.values.length;
  const bottom = top + lane.height;
  const marks = lane.height >= 60 && most % 2 === 0 ? [0, most / 2, most] : [0, most];
  return (
    <g>
      {marks.map((mark) => {
        const y = bottom - (mark / most) * lane.height;
        return (
          <g key={mark}>
            <path class="grid" d={`M${axis} ${y + 0.5}H${width}`} />
            <text x={axis - 8} y={y + 4} text-anchor="end">
              {count(mark)}
            </text>
          </g>
        );
      })}
      {lane.values.map((value, index) => {
        const height = value === 0 ? 0 : Math.max(1, (value / most) * lane.height);
        const x = axis + index * step;
        const bar = (
          <>
            {/* The whole column can be hit, not only its bar. */}
            <rect class="hit" x={x} y={top} width={step} height={lane.height} />
            <rect
              class={lane.kind === "accepted" ? "a" : "r"}
              x={x + step * 0.1}
              y={bottom - height}
              width={step * 0.8}
              height={height}
            />
            <title>{`${titleOf(index)}: ${count(value)} ${lane.name}`}</title>
          </>
        );
        if (value === 0 || hrefOf === undefined) return <g key={index}>{bar}</g>;
        const href = hrefOf(index, lane);
        return (
          <a
            key={index}
            href={href}
            // The table behind the chart has the same links: sixty stops of Tab would be in the way.
            tabIndex={-1}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              goTo(href);
            }}
          >
            {bar}
          </a>
        );
      })}
    </g>
  );
}

/** Bars by time in lanes, each with a scale of its own, so that 3 show beside 400. */
export function BarLanes({
  summary,
  lanes,
  titleOf,
  labelOf,
  hrefOf,
  table,
}: {
  /** What the chart shows, as a sentence. */
  readonly summary: string;
  readonly lanes: readonly BarLane[];
  /** The step's time in full. */
  readonly titleOf: (index: number) => string;
  /** A label below the axis. */
  readonly labelOf: (index: number) => string;
  readonly hrefOf?: ((index: number, lane: BarLane) => string) | undefined;
  readonly table: () => ChartTable;
}) {
  const { element, width } = useWidth<HTMLDivElement>(472);
  const length = lanes[0]?.values.length ?? 0;
  let top = 8;
  const placed = lanes.map((lane) => {
    const place = { lane, top };
    top += lane.height + gap;
    return place;
  });
  const step = (width - axis) / Math.max(1, length);
  return (
    <div class="chart-box">
      <div ref={element}>
        {/* biome-ignore lint/a11y/useSemanticElements: an SVG is a figure of its own */}
        <svg class="chart" width={width} height={top + 8} role="group" aria-label={summary}>
          {placed.map((place) => (
            <Lane key={place.lane.name} {...place} width={width} titleOf={titleOf} hrefOf={hrefOf} />
          ))}
          {evenIndexes(length, width < 400 ? 3 : 5).map((index, order, all) => (
            <text
              key={index}
              x={order === all.length - 1 ? width : axis + index * step}
              y={top}
              text-anchor={order === 0 ? "start" : order === all.length - 1 ? "end" : "middle"}
            >
              {labelOf(index)}
            </text>
          ))}
        </svg>
      </div>
      <ShowAsTable label={summary} table={table} />
    </div>
  );
}
