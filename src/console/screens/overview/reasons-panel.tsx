import type { Overview } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Meter } from "../../parts/charts/meter.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { PlainTable } from "../../parts/tables/plain-table.tsx";
import { count } from "../../parts/text/numbers.ts";
import { streamHref } from "./overview-range.ts";

const shownSources = 3;

function sourcesText(sources: readonly string[] = []): string {
  const more = sources.length - shownSources;
  return `${sources.slice(0, shownSources).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Refusals and failures by their reason. */
export function ReasonsPanel({
  overview: { reasons, refused },
  times,
}: {
  readonly overview: Overview;
  readonly times: Readonly<Record<string, string>>;
}) {
  const most = Math.max(1, ...reasons.map((reason) => reason.count));
  return (
    <Panel
      title="Refused, by reason"
      aside={
        refused > 0 && <Link href={streamHref({ show: "refused", ...times })}>All {count(refused)}</Link>
      }
      bare
    >
      {reasons.length === 0 ? (
        <p class="in muted">Nothing was refused</p>
      ) : (
        <PlainTable
          label="Refused, by reason"
          columns={[
            { label: "Reason", place: 1 },
            { label: <span class="sr">Share</span>, place: 5 },
            { label: "Count", number: true, place: 2 },
            { label: "Source asked for", place: 3 },
          ]}
          rows={reasons.map(({ reason, count: many, sources }) => ({
            key: reason,
            cells: [
              <Link key="reason" class="row" href={streamHref({ reason, ...times })}>
                {reason}
              </Link>,
              <Meter key="share" to={many / most} kind="bad" />,
              count(many),
              <span key="sources" class="muted">
                {sourcesText(sources)}
              </span>,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
