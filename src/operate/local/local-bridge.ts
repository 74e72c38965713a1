import type { RunningBridge } from "../bridge.ts";
import type { ConsumedRow } from "../consumed.ts";
import type { DeadLetterGroup, DeadLetterRow } from "../dead-letters.ts";
import type { EventRow } from "../events.ts";
import type { RequestRow } from "../requests.ts";
import type { BridgePlace, SourceRow, SubscriptionRow } from "../state.ts";
import { type ApiConnection, type ApiRequest, openApi } from "./api-connection.ts";
import { followOrder } from "./follow-order.ts";
import { followStream } from "./follow-stream.ts";
import { readItem, readItemsPage } from "./read-items.ts";
import { readRunningFile } from "./running-file.ts";

const segment = encodeURIComponent;

/** Answers as what they stand for. */
function readingApi(api: ApiConnection, closing: AbortSignal) {
  const bounded = (request: ApiRequest): ApiRequest => ({ signal: closing, ...request });
  return {
    async item<Item>(request: ApiRequest): Promise<Item> {
      return readItem<Item>(await (await api.demand(bounded(request))).text());
    },
    async found<Item>(request: ApiRequest): Promise<Item | undefined> {
      const answer = await api.ask(bounded(request));
      return answer && readItem<Item>(await answer.text());
    },
    async page<Item>(path: string, query: object = {}) {
      const answer = await api.demand(bounded({ path, query: { ...query } }));
      return readItemsPage<Item>(await answer.text());
    },
  };
}

const postRequest = (path: string, body: object = {}): ApiRequest => ({
  method: "POST",
  path,
  body: JSON.stringify(body),
});

/** The bridge behind an API. */
function bridgeOf(api: ApiConnection, place: BridgePlace, closing: AbortController): RunningBridge {
  const { item, found, page } = readingApi(api, closing.signal);
  const untilClosed = (signal?: AbortSignal): AbortSignal =>
    signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
  return {
    place,
    overview: (range) => item({ path: "/api/overview", query: range }),
    sources: async () => (await page<SourceRow>("/api/sources")).items,
    source: (name) => found({ path: `/api/sources/${segment(name)}` }),
    requests: (query, accepted = false) =>
      page<RequestRow>(accepted ? "/api/deliveries" : "/api/requests", query),
    request: (id) => found({ path: `/api/requests/${segment(id)}` }),
    explain: (id) => found(postRequest(`/api/requests/${segment(id)}/explain`)),
    recorded: (source, name) => found({ path: `/api/sources/${segment(source)}/samples/${segment(name)}` }),
    sample: (source, order) => item(postRequest(`/api/sources/${segment(source)}/sample`, order)),
    events: (query) => page<EventRow>("/api/events", query),
    event: (id) => found({ path: `/api/events/${segment(id)}` }),
    exampleEvent: (source, sample) =>
      found({ path: `/api/sources/${segment(source)}/examples/${segment(sample)}` }),
    eventData: (id) => found({ path: `/api/events/${segment(id)}/data` }),
    replayEvent: (id, order, following) =>
      found({
        ...postRequest(`/api/events/${segment(id)}/replay`, order),
        signal: untilClosed(following?.signal),
      }),
    // The embedded EventBridge sends at once: there is nothing to follow.
    replay: (order, following) =>
      item({ ...postRequest("/api/replays", order), signal: untilClosed(following?.signal) }),
    deadLetters: (query) => page<DeadLetterRow>("/api/dead-letters", query),
    deadLetter: (id) => found({ path: `/api/dead-letters/${segment(id)}` }),
    deadLetterGroups: async () => (await page<DeadLetterGroup>("/api/dead-letters/groups")).items,
    redrive: (order, following) =>
      followOrder(api, "redrive", order, { ...following, signal: untilClosed(following?.signal) }),
    discard: (order, following) =>
      followOrder(api, "discard", order, { ...following, signal: untilClosed(following?.signal) }),
    subscriptions: async () => (await page<SubscriptionRow>("/api/subscriptions")).items,
    subscription: (name) => found({ path: `/api/subscriptions/${segment(name)}` }),
    consumed: (query) => page<ConsumedRow>("/api/consumed", query),
    pause: (name) => found(postRequest(`/api/subscriptions/${segment(name)}/pause`)),
    resume: (name) => found(postRequest(`/api/subscriptions/${segment(name)}/resume`)),
    testPattern: (pattern, event) => item(postRequest("/api/patterns/test", { pattern, event })),
    matchingEvents: (pattern, bus) => item(postRequest("/api/patterns/matches", { pattern, bus })),
    stream: (query) => followStream(api, { ...query, signal: untilClosed(query.signal) }),
    close: async () => closing.abort(),
  };
}

/**
 * The bridge that runs on this machine, over its HTTP API.
 * @param dataDirectory where that bridge keeps its data
 * @throws BridgeError `wrong-use` where none runs
 */
export async function openLocalBridge({
  dataDirectory,
}: {
  readonly dataDirectory: string;
}): Promise<RunningBridge> {
  const api = openApi(readRunningFile(dataDirectory));
  const answer = await api.demand({ path: "/api/place" });
  return bridgeOf(api, readItem<BridgePlace>(await answer.text()), new AbortController());
}
