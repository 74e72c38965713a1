// biome-ignore-all lint/a11y/noRedundantRoles: on a phone rows and cells become blocks, which takes their roles
import { Outcome } from "../../../parts/marks/outcome.tsx";
import type { Column } from "../../../parts/rows/virtual-table.tsx";
import { clock, dateTime, isSameDay, utcTime } from "../../../parts/text/times.ts";
import { isPlainClick } from "../../../shell/location.ts";
import { now } from "../../../shell/now.ts";
import type { Show } from "../filter/stream-filter.ts";
import { hrefFrom, type StreamRow } from "../list/stream-row.ts";

/** Whether a list is of requests, which have answers. */
const hasAnswer = (show: Show): boolean => !["events", "consumed", "dead-letters"].includes(show);

const aboutLabels: Readonly<Partial<Record<Show, string>>> = {
  consumed: "Error; next attempt",
  "dead-letters": "Code",
};

/** The columns of a list. */
export function streamColumns(show: Show): readonly Column[] {
  return [
    { label: "Time", class: "c-time" },
    { label: "Outcome", class: "c-outcome" },
    { label: show === "consumed" ? "Subscription" : "Source", class: "c-source" },
    { label: show === "dead-letters" ? "Event type or queue" : "Event type", class: "c-type" },
    {
      label: aboutLabels[show] ?? "Entity, action; reason",
      // An error is a sentence.
      class: show === "consumed" ? "c-about wide" : "c-about",
    },
    ...(hasAnswer(show) ? [{ label: "ms", class: "c-ms num" }] : []),
  ];
}

/** The time of day, with its day where that is not today. */
function RowTime({ at }: { readonly at: string }) {
  const shown = isSameDay(at, now.peek()) ? clock(at, { precise: true }) : dateTime(at).slice(5);
  return (
    <time dateTime={at} title={`${utcTime(at)}, here ${dateTime(at, { precise: true })}`}>
      {shown}
    </time>
  );
}

/** What is done with a row. */
export interface StreamTableRowProps {
  readonly row: StreamRow;
  readonly place: number;
  readonly listHref: string;
  /** Whether it is the one that keys are about. */
  readonly isCurrent: boolean;
  /** Whether it was selected with others. */
  readonly isMarked: boolean;
  /** A click on it, of which true leaves the rest to the link. */
  readonly onChoose: (row: StreamRow, byKey: boolean) => void;
}

/** The type without the vendor's domain, which its source says already. */
const shortType = (type: string): string =>
  type.replace(/^(?:com|org|net|dev|app|[a-z]{2})\.[^.]+\.(?=.)/, "");

const orDash = (text: string) => (text === "" ? <span class="muted">–</span> : text);

/** A row. All of it is its link, so that a middle click opens it in a new tab. */
export function StreamTableRow({ row, place, listHref, isCurrent, isMarked, onChoose }: StreamTableRowProps) {
  const classes = [isCurrent ? "selected" : "", isMarked ? "marked" : ""].filter(Boolean).join(" ");
  // On a phone the first line says what it is: the type, or the reason where there is none.
  const says = row.type === "" || row.isBad ? ["m0", "m1"] : ["m1", "m0"];
  return (
    <tr
      role="row"
      aria-rowindex={place + 2}
      {...(classes !== "" && { class: classes })}
      {...(isCurrent && { "aria-current": true })}
      {...(isMarked && { "aria-selected": true })}
    >
      <td role="cell" class="m2 c-time">
        <a
          class="row mono"
          href={hrefFrom(listHref, row)}
          data-row={row.id}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            onChoose(row, event.detail === 0);
          }}
        >
          <RowTime at={row.at} />
        </a>
      </td>
      <td role="cell" class="m3 c-outcome">
        <Outcome outcome={row.outcome} word={row.word} />
      </td>
      <td role="cell" class="m4 c-source">
        {row.source}
      </td>
      <td role="cell" class={`${says[0]} c-type`} {...(row.type !== "" && { title: row.type })}>
        {orDash(shortType(row.type))}
      </td>
      <td role="cell" class={`${says[1]} c-about`}>
        <span class={row.isBad ? "bad" : "muted"}>{row.about === "" ? "–" : row.about}</span>
      </td>
      {row.listed.kind === "request" && (
        <td role="cell" class="m0 c-ms num">
          {row.ms ?? ""}
        </td>
      )}
    </tr>
  );
}
