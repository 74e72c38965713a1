import type { Page } from "../../../operate/lists.ts";
import type { Overview, SubscriptionRow } from "../../../operate/state.ts";
import { askApi } from "../../api/ask-api.ts";
import { askOverview } from "../../api/overview.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Ago } from "../../parts/text/ago.tsx";
import { dateTime, isSameDay, shortClock } from "../../parts/text/times.ts";
import { useEvery } from "../../parts/use/use-every.ts";
import { type Loaded, useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { place } from "../../shell/location.ts";
import { EmptyStream } from "../stream/empty-stream.tsx";
import { SubscriptionsTable } from "../subscriptions/subscriptions-table.tsx";
import { AnswersPanel } from "./answers-panel.tsx";
import { AttentionPanel } from "./attention-panel.tsx";
import { Figures } from "./figures.tsx";
import { momentsOf, rangeQuery, readRange, type ShownRange, streamTimes } from "./overview-range.ts";
import { QueuePanel } from "./queue-panel.tsx";
import { RangeChoice } from "./range-choice.tsx";
import { ReasonsPanel } from "./reasons-panel.tsx";
import { RequestsChart } from "./requests-chart.tsx";

/** How often figures are read again. CloudWatch has new ones once a minute. */
const figuresEveryMs = { local: 5_000, stage: 60_000 } as const;

const rangeText = ({ from, to }: Overview): string => {
  const begin = isSameDay(from, to)
    ? `${dateTime(from).slice(0, 10)} ${shortClock(from)}`
    : dateTime(from).slice(0, 16);
  return `${begin} – ${isSameDay(from, to) ? shortClock(to) : dateTime(to).slice(0, 16)}`;
};

function SubscriptionsPanel({ loaded }: { readonly loaded: Loaded<readonly SubscriptionRow[]> }) {
  const { value, failure, slow, reload } = loaded;
  return (
    <Panel
      title="Subscriptions"
      bare
      aside={value && value.length > 0 && <Link href="/subscriptions">All {value.length}</Link>}
    >
      {value && value.length > 0 && <SubscriptionsTable rows={value} />}
      {value?.length === 0 && <p class="in muted">No subscription and no rule on the buses</p>}
      {failure && (
        <div class="in">
          <FailureNote failure={failure} retry={reload} />
        </div>
      )}
      {!value && slow && <Skeleton rows={3} />}
    </Panel>
  );
}

function OverviewPanels({
  overview,
  range,
  subscriptions,
}: {
  readonly overview: Overview;
  readonly range: ShownRange;
  readonly subscriptions: Loaded<readonly SubscriptionRow[]>;
}) {
  const rows = subscriptions.value ?? [];
  return (
    <>
      <AttentionPanel attention={overview.attention} subscriptions={rows} alarms={overview.alarms} />
      <Figures overview={overview} subscriptions={rows} />
      <div class="two">
        <RequestsChart overview={overview} />
        <ReasonsPanel overview={overview} times={streamTimes(range)} />
        <AnswersPanel answers={overview.answers} />
        <QueuePanel queue={overview.queue} />
      </div>
      <SubscriptionsPanel loaded={subscriptions} />
    </>
  );
}

const isEmptyRange = ({ accepted, refused, failed }: Overview): boolean => accepted + refused + failed === 0;

/** Whether any request has come, ever. Asked only where the range has none, and not of a stage, which would read its logs for it. */
function useHasRequests(overview: Overview | undefined): boolean | undefined {
  const asks = overview !== undefined && isEmptyRange(overview) && bridgePlace.value?.kind === "local";
  const { value } = useLoaded(asks ? "any request" : "no question", async (signal) =>
    asks
      ? (await askApi<Page<object>>("/api/requests", { query: { limit: 1 }, signal })).items.length > 0
      : true,
  );
  return value;
}

/** What happened in a range, and what needs attention. With no request ever, the first steps. */
export function OverviewScreen() {
  const range = readRange(place.value.query);
  const key = JSON.stringify(rangeQuery(range));
  const overview = useLoaded(`overview ${key}`, (signal) =>
    askOverview(momentsOf(range, Date.now()), signal),
  );
  const subscriptions = useLoaded("subscriptions", askSubscriptions);
  useEvery(figuresEveryMs[bridgePlace.value?.kind ?? "local"], () => {
    if (range.name !== "custom") overview.reload();
    subscriptions.reload();
  });
  const { value, failure, slow, at, reload } = overview;
  if (useHasRequests(value) === false)
    return (
      <>
        <PageHead title="Overview" />
        <EmptyStream />
      </>
    );
  return (
    <>
      <PageHead
        title="Overview"
        meta={
          value && (
            <>
              {rangeText(value)}
              {at !== undefined && (
                <>
                  , read <Ago at={at} />
                </>
              )}
              {value.note !== undefined && <>. {value.note}</>}
            </>
          )
        }
        actions={<RangeChoice range={range} />}
      />
      {failure && value && (
        <Note kind="warn" title="Not live: these figures are older">
          {failure.message}
        </Note>
      )}
      {failure && !value && <FailureNote failure={failure} retry={reload} />}
      {value && <OverviewPanels overview={value} range={range} subscriptions={subscriptions} />}
      {!value && slow && (
        <Panel title="Needs attention" bare busy>
          <Skeleton rows={6} />
        </Panel>
      )}
    </>
  );
}
