import { signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { RequestRow } from "../../../operate/requests.ts";
import { askApi } from "../../api/ask-api.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Segmented } from "../../parts/controls/segmented.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { shortClock } from "../../parts/text/times.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { useMedia } from "../../parts/use/use-media.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { goTo, place } from "../../shell/location.ts";
import { onNews } from "../../shell/news/live.ts";
import { FilterChips } from "./filter/filter-chips.tsx";
import { FilterField } from "./filter/filter-field.tsx";
import { knownWords, readSourceNames } from "./filter/known-words.ts";
import { SavedViews, SaveViewDialog } from "./filter/saved-views.tsx";
import {
  filterHref,
  filtersOf,
  readFilter,
  type Show,
  type StreamFilter,
  shows,
} from "./filter/stream-filter.ts";
import type { StreamList } from "./list/stream-list.ts";
import { type StreamRow, streamRow } from "./list/stream-row.ts";
import { makeTabCounter } from "./list/tab-counts.ts";
import { useStreamList } from "./list/use-stream-list.ts";
import { nouns, WithoutRows } from "./list-states.tsx";
import { Peek } from "./table/peek.tsx";
import { StreamRows } from "./table/stream-rows.tsx";

const tabLabels: Readonly<Record<Show, string>> = {
  all: "All",
  accepted: "Accepted",
  refused: "Refused",
  handshakes: "Handshakes",
  events: "Events",
  consumed: "Consumers",
  "dead-letters": "Dead letters",
};

/** It stays paused while other screens are looked at. */
const isPaused = signal(false);

const switchPause = (): void => {
  isPaused.value = !isPaused.value;
};

const apply = (filter: StreamFilter): void => goTo(filterHref(filter));

/** The lists as tabs, each with its number. */
function StreamTabs({ filter }: { readonly filter: StreamFilter }) {
  const shared = filterHref({ ...filter, show: "all" });
  const counter = useMemo(() => makeTabCounter(filter), [shared]);
  const isLocal = bridgePlace.value?.kind === "local";
  useEffect(() => {
    // At a stage each number would be a query of the logs, which AWS charges for.
    if (isLocal) void counter.read();
    return onNews(counter.take);
  }, [counter, isLocal]);
  const choose = (show: Show): void => {
    const meant = filtersOf(show);
    const words = Object.fromEntries(
      Object.entries(filter.words).filter(([name]) => meant.some((one) => one === name)),
    );
    apply({ ...filter, show, words });
  };
  const counts = counter.counts.value;
  // What consumers in an account did, only their logs know.
  const known = shows.filter((show) => isLocal || show !== "consumed" || show === filter.show);
  return (
    <Segmented
      label="Show"
      value={filter.show}
      options={known.map((show) => ({ value: show, label: tabLabels[show], count: counts[show] }))}
      onChoose={choose}
    />
  );
}

/** How many, of which time. */
function ListMeta({ list }: { readonly list: StreamList }) {
  const { total, read, isLoaded } = list.state.value;
  const [one, several] = nouns[list.filter.show];
  if (!isLoaded) return <>Newest first</>;
  const range = read && ` of ${shortClock(read.from)}–${shortClock(read.to)}`;
  return (
    <>
      {total === null ? several : plural(total, one, several)}
      {range}, newest first
      {read?.share !== undefined &&
        `; ${Math.round(100 * read.share)} % of accepted deliveries have log lines`}
      {read?.note !== undefined && `. ${read.note}`}
    </>
  );
}

function FilterBar({ filter, list }: { readonly filter: StreamFilter; readonly list: StreamList }) {
  useEffect(() => void readSourceNames(), []);
  const rows = list.rows();
  const first = rows.skipped();
  const sample = Array.from(
    { length: Math.min(200, rows.end() - first) },
    (_, index) => rows.at(first + index) ?? [],
  );
  const known = knownWords(sample.flat());
  return (
    <search class="filters" aria-label="Stream">
      <FilterField filter={filter} known={known} onFilter={apply} />
      <div class="chips">
        <FilterChips filter={filter} known={known} onFilter={apply} />
      </div>
    </search>
  );
}

/** The row that stands in the URL: of the list, or asked for where the list has not come to it. */
function useChosenRow(list: StreamList, at: string): StreamRow | undefined {
  const rows = list.rows();
  const inList = rows.at(rows.placeOf(at));
  const isAsked = list.state.value.isLoaded && !inList && /^(?:dlv|req)_/.test(at);
  const { value } = useLoaded(isAsked ? at : "", async (signal) =>
    isAsked ? askApi<RequestRow>(`/api/requests/${encodeURIComponent(at)}`, { signal }) : undefined,
  );
  return inList ?? (isAsked && value ? streamRow({ kind: "request", row: value }) : undefined);
}

/** All that comes, as it comes. */
export function StreamScreen() {
  const filter = readFilter(place.value.query);
  const at = place.value.query.get("at") ?? "";
  const isWide = useMedia("(min-width: 1100px)");
  const isSaving = useSignal(false);
  const marked = useSignal<ReadonlySet<string>>(new Set());
  const isHeld = (): boolean => isPaused.value || window.scrollY > 4 || at !== "" || marked.value.size > 0;
  const list = useStreamList(filter, isHeld);
  const { failure, isLoaded } = list.state.value;
  const rows = list.rows();
  // Not drawn again with every row that comes.
  const controls = useMemo(
    () => (
      <>
        <SavedViews href={list.href} />
        <StreamTabs filter={filter} />
        <FilterBar filter={filter} list={list} />
      </>
    ),
    [list, isLoaded, rows.end()],
  );
  const isUnused = isLoaded && rows.end() === 0 && list.href === "/stream";
  const chosen = useChosenRow(list, isWide ? at : "");
  const actions = (
    <>
      <Button pressed={isPaused.value} keyHint="p" onClick={switchPause}>
        Pause
      </Button>
      <Button
        onClick={() => {
          isSaving.value = true;
        }}
      >
        Save view
      </Button>
    </>
  );
  return (
    <>
      <PageHead title="Stream" meta={<ListMeta list={list} />} actions={actions} />
      {!isUnused && <div class="stack near">{controls}</div>}
      {isLoaded && failure && <FailureNote failure={failure} retry={() => void list.load()} />}
      <div class={chosen ? "split peeking" : "stack"}>
        <section class="panel stream" aria-label={tabLabels[filter.show]} aria-busy={!isLoaded}>
          {rows.end() === 0 ? (
            <WithoutRows list={list} />
          ) : (
            <StreamRows
              list={list}
              at={at}
              marked={marked}
              isPaused={isPaused.value}
              onPause={switchPause}
              isWide={isWide}
            />
          )}
        </section>
        {chosen && <Peek row={chosen} filter={filter} />}
      </div>
      {isSaving.value && (
        <SaveViewDialog
          href={list.href}
          onClose={() => {
            isSaving.value = false;
          }}
        />
      )}
    </>
  );
}
