import type { SubscriptionRow } from "../../../operate/state.ts";
import { Link } from "../../parts/controls/link.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { PlainTable, type TableColumn, type TableRow } from "../../parts/tables/plain-table.tsx";
import { count } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";
import { targetParts, worstFirst } from "./subscription-order.ts";

const columns: readonly TableColumn[] = [
  { label: "State", place: 3, nowrap: true },
  { label: "Subscription", place: 1 },
  { label: "Bus", place: 4 },
  { label: "Target", place: 5 },
  { label: "Matched, 1 h", number: true, place: 0 },
  { label: "Backlog", number: true, place: 2 },
  { label: "Oldest", number: true, place: 0 },
  { label: "Failed", number: true, place: 0 },
  { label: "Dead letters", number: true, place: 0 },
];

/** A number that says little as long as it is 0, and "–" where it is not known. */
function Quiet({ number, bad }: { readonly number: number | undefined; readonly bad?: boolean }) {
  if (number === undefined) return <span class="muted">–</span>;
  if (number === 0) return <span class="muted">0</span>;
  return bad ? <b class="bad">{count(number)}</b> : <span>{count(number)}</span>;
}

/** What there is no room for beside the peek, which has it. */
const onlyWide = ["Bus", "Matched, 1 h"];

/** How the table is used. */
interface TableUse {
  /** True leaves out what the peek beside it has. */
  readonly narrow?: boolean | undefined;
  /** Name of the row that is shown beside the table. */
  readonly selected?: string | undefined;
  /** Takes a click on a row; where it gives false, its page is opened. */
  readonly onOpen?: ((name: string) => boolean) | undefined;
}

function rowOfSubscription(row: SubscriptionRow, { selected, onOpen }: TableUse): TableRow {
  const { kind, which } = targetParts(row.target);
  const waits = (row.backlog ?? 0) > 0;
  return {
    key: row.name,
    selected: row.name === selected,
    cells: [
      <Outcome key="state" outcome={row.state} />,
      <Link
        key="name"
        class="row"
        href={`/subscriptions/${encodeURIComponent(row.name)}`}
        onOpen={onOpen && (() => onOpen(row.name))}
      >
        <b>{row.name}</b>
      </Link>,
      <span key="bus" class="muted">
        {row.bus}
      </span>,
      <>
        <span class="muted">{kind}</span> {which}
      </>,
      <Quiet key="matched" number={row.matched} />,
      <>
        <Quiet number={row.backlog} />
        {row.backlog !== undefined && <span class="m-only muted"> waiting</span>}
      </>,
      waits && row.oldestSeconds !== undefined ? duration(row.oldestSeconds * 1_000) : "–",
      <span key="failed" {...(row.lastError && { title: row.lastError.reason })}>
        <Quiet number={row.failed} bad />
      </span>,
      <Quiet key="letters" number={row.deadLetters} bad />,
    ],
  };
}

/** Subscriptions, worst first. */
export function SubscriptionsTable({
  rows,
  ...use
}: TableUse & { readonly rows: readonly SubscriptionRow[] }) {
  const shown = columns.map(({ label }) => !use.narrow || !onlyWide.some((one) => one === label));
  return (
    <PlainTable
      label="Subscriptions"
      columns={columns.filter((_, index) => shown[index])}
      rows={worstFirst(rows).map((row) => {
        const { cells, ...rest } = rowOfSubscription(row, use);
        return { ...rest, cells: cells.filter((_, index) => shown[index]) };
      })}
    />
  );
}
