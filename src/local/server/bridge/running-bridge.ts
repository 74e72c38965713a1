import type { Source } from "../../../core/source.ts";
import type { RunningBridge } from "../../../operate/bridge.ts";
import type { SampleAnswer, SubscriptionRow } from "../../../operate/state.ts";
import type { BridgeParts } from "./bridge-parts.ts";
import { eventDataOf } from "./events/event-data.ts";
import { findEvent, putEventAgain, replayRange } from "./events/event-records.ts";
import { streamItems } from "./events/item-stream.ts";
import { matchingEvents } from "./events/matching-events.ts";
import { patternVerdict } from "./events/pattern-verdict.ts";
import { overviewOf } from "./overview.ts";
import { requestDetail } from "./request-details.ts";
import { refuseSwitch, ruleSubscriptions } from "./rule-subscriptions.ts";
import { recordedSample, rowOfSource, sourceDetail } from "./source-states.ts";

const noSource = (name: string): SampleAnswer => ({
  sent: false,
  reason: `There is no source "${name}". See: npx hookbridge sources`,
});

/** The running bridge of this process, as commands and the console see it. */
export function makeRunningBridge(parts: BridgeParts): RunningBridge {
  const { journal, deadLetters, config } = parts;
  const rows = () => Promise.all(Array.from(config.sources.values(), (source) => rowOfSource(parts, source)));
  const named = async (name: string): Promise<SubscriptionRow | undefined> =>
    (await parts.consumers.row(name)) ?? (await ruleSubscriptions(parts)).find((row) => row.name === name);
  const change = async (name: string, verb: "pause" | "resume"): Promise<SubscriptionRow | undefined> => {
    if (await parts.consumers[verb](name)) return named(name);
    const row = await named(name);
    return row && refuseSwitch(parts, row, verb === "pause" ? "disable" : "enable");
  };
  const withSource = async <Result>(
    name: string,
    use: (source: Source) => Promise<Result>,
  ): Promise<Result | undefined> => {
    const source = config.sources.get(name);
    return source && use(source);
  };
  return {
    place: parts.place,
    overview: async (range) => overviewOf(parts, range, await rows()),
    sources: rows,
    source: (name) => withSource(name, (source) => sourceDetail(parts, source)),
    requests: async (query, accepted) =>
      query.text === undefined
        ? journal.requests.list(query, accepted)
        : journal.requests.search(query, accepted),
    request: (id) => requestDetail(parts, id),
    // It knows the whole catalogue, which takes a moment to load.
    explain: async (id) => (await import("./explain-refused.ts")).explainRefused(parts, id),
    recorded: (name, sample) => withSource(name, async (source) => recordedSample(parts, source, sample)),
    sample: async (name, order) =>
      (await withSource(name, (source) => parts.sample(source, order))) ?? noSource(name),
    events: async (query) =>
      query.text === undefined ? journal.events.list(query) : journal.events.search(query),
    event: (id) => findEvent(parts, id),
    exampleEvent: async (name, sample) =>
      (await import("./events/example-event.ts")).exampleEvent(parts, name, sample),
    eventData: (id) => eventDataOf(parts, id),
    replayEvent: (id, order) => putEventAgain(parts, id, order),
    replay: (order) => replayRange(parts, order),
    deadLetters: async (query) => deadLetters.list(query),
    deadLetter: async (id) => deadLetters.find(id),
    deadLetterGroups: async () => deadLetters.groups(),
    // It makes events, which most runs of the bridge never need here.
    redrive: async (order, following = {}) =>
      (await import("../dead-letters/letter-outlook.ts")).redriveWithOutlook(parts, order, following),
    discard: (order, following = {}) => deadLetters.run("discard", order, following),
    subscriptions: () => ruleSubscriptions(parts),
    subscription: named,
    consumed: async (query) => parts.consumers.consumptions.list(query),
    pause: (name) => change(name, "pause"),
    resume: (name) => change(name, "resume"),
    testPattern: async (pattern, event) => patternVerdict(pattern, event),
    matchingEvents: (pattern, bus) => matchingEvents(parts, pattern, bus),
    stream: (query) => streamItems(parts, query),
    // The runtime closes what it has opened.
    close: async () => {},
  };
}
