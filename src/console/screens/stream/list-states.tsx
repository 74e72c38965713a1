import { useEffect, useState } from "preact/hooks";
import { askApi } from "../../api/ask-api.ts";
import { Empty, FailureNote, NothingMatches, Skeleton } from "../../parts/blocks/states.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { EmptyStream } from "./empty-stream.tsx";
import { listCall, type Show, type StreamFilter, setFilters } from "./filter/stream-filter.ts";
import type { StreamList } from "./list/stream-list.ts";

/** What the rows of a list are called. */
export const nouns: Readonly<Record<Show, readonly [one: string, several: string]>> = {
  all: ["request", "requests"],
  accepted: ["delivery", "deliveries"],
  refused: ["refused request", "refused requests"],
  handshakes: ["handshake", "handshakes"],
  events: ["event", "events"],
  consumed: ["result", "results"],
  "dead-letters": ["dead letter", "dead letters"],
};

const skeletonAfterMs = 200;

/** Rows of the real height, once 200 ms have gone without an answer. */
function Loading() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), skeletonAfterMs);
    return () => window.clearTimeout(timer);
  }, []);
  return isSlow ? <Skeleton rows={12} /> : <div class="not-yet" />;
}

/** Nothing matches, and how many there are without the filters. */
function NothingMatchesHere({ filter }: { readonly filter: StreamFilter }) {
  const { path, query } = listCall({ show: filter.show, words: {} }, Date.now());
  // At a stage the number would be another query of the logs.
  const isLocal = bridgePlace.value?.kind === "local";
  const { value } = useLoaded(isLocal ? `${path} ${JSON.stringify(query)}` : "", async (signal) =>
    isLocal
      ? askApi<{ readonly total: number | null }>(path, { query: { ...query, limit: 1 }, signal })
      : undefined,
  );
  const [one, several] = nouns[filter.show];
  const outside =
    typeof value?.total === "number"
      ? `${plural(value.total, `${one} is`, `${several} are`)} outside of them.`
      : undefined;
  return <NothingMatches what={`No ${one}`} filters={setFilters(filter)} outside={outside} />;
}

const whenEmpty: Readonly<Record<Exclude<Show, "all">, string>> = {
  accepted: "Nothing was accepted yet. Refused requests are in All and in Refused, each with its reason.",
  refused: "Nothing was refused. A request whose signature is wrong shows here with what to do about it.",
  handshakes: "No vendor has asked to see that this URL is yours. Some never do.",
  events: "No event is on a bus yet. Each accepted delivery makes one or many.",
  consumed:
    "No consumer has got an event yet. What each subscription's target does with an event shows here.",
  "dead-letters": "Every delivery could be published. What can't be waits here for 14 days.",
};

/** What stands in place of the rows, where there are none. */
export function WithoutRows({ list }: { readonly list: StreamList }) {
  const { isLoaded, failure } = list.state.value;
  const { filter } = list;
  if (!isLoaded && failure)
    return (
      <div class="in">
        <FailureNote failure={failure} retry={() => void list.load()} />
      </div>
    );
  if (!isLoaded) return <Loading />;
  if (setFilters(filter).length > 0) return <NothingMatchesHere filter={filter} />;
  if (filter.show === "all") return <EmptyStream />;
  return (
    <Empty title={`No ${nouns[filter.show][0]}`}>
      <p>{whenEmpty[filter.show]}</p>
    </Empty>
  );
}
