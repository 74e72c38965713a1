/** What can be done with a running bridge: the one on this machine over its HTTP API, a deployed one over AWS. Commands and the console know only this. */
import type { ConsumedQuery, ConsumedRow } from "./consumed.ts";
import type {
  DeadLetterDetail,
  DeadLetterFilter,
  DeadLetterGroup,
  DeadLetterRow,
  Following,
  LetterOrder,
  LetterResult,
} from "./dead-letters.ts";
import type {
  EventData,
  EventRecord,
  EventReplay,
  EventRow,
  ExampleEvent,
  KnownEvent,
  PatternMatches,
  PatternVerdict,
  Replayed,
  ReplayFollowing,
  ReplayRequest,
} from "./events.ts";
import type { Explanation } from "./explain/explanation.ts";
import type { ListQuery, Page } from "./lists.ts";
import type { RequestDetail, RequestRow } from "./requests.ts";
import type {
  BridgePlace,
  Overview,
  RecordedSample,
  SampleAnswer,
  SampleOrder,
  SourceDetail,
  SourceRow,
  SubscriptionRow,
} from "./state.ts";

/** Something that has happened, as it happens. */
export type StreamItem =
  | { readonly id: string; readonly kind: "request"; readonly row: RequestRow }
  | { readonly id: string; readonly kind: "event"; readonly row: EventRecord }
  | { readonly id: string; readonly kind: "dead-letter"; readonly row: DeadLetterRow }
  /** What a consumer did with an event. Only of the bridge on this machine, which runs them. */
  | { readonly id: string; readonly kind: "consumed"; readonly row: ConsumedRow }
  /** So many items were left out because the reader was too slow. */
  | { readonly id: string; readonly kind: "gap"; readonly count: number };

/** What to follow. */
export interface StreamQuery {
  /** Id of the last item that was read: the stream goes on behind it. */
  readonly lastId?: string;
  readonly source?: readonly string[];
  readonly type?: readonly string[];
  /** An event pattern as JSON text: only events that match it. */
  readonly pattern?: string;
  /** Gets sentences for people: what can't be followed, and why. */
  readonly onNote?: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Dead letters of a filter, page by page. */
export interface DeadLetterQuery extends DeadLetterFilter, Pick<ListQuery, "before" | "after" | "limit"> {
  /** The dead letters of this subscription's queue; default: all. */
  readonly subscription?: string;
}

/**
 * A running bridge.
 *
 * A method that finds nothing under an id gives undefined. All throw BridgeError: `aws-failed` and the like for what AWS or the network refuses, and
 * `wrong-use` for what can't be asked of this kind of bridge, with what to do instead.
 */
export interface RunningBridge {
  readonly place: BridgePlace;
  overview(range: { readonly from: number; readonly to: number }): Promise<Overview>;
  sources(): Promise<readonly SourceRow[]>;
  source(name: string): Promise<SourceDetail | undefined>;
  /** @param accepted true lists accepted deliveries only */
  requests(query: ListQuery, accepted?: boolean): Promise<Page<RequestRow>>;
  request(id: string): Promise<RequestDetail | undefined>;
  /** Why a request was refused: computed from its bytes, or reasoned from facts where they are not kept. Undefined where nothing can be told. */
  explain(id: string): Promise<Explanation | undefined>;
  /** One of the recorded requests of a source, by its name. Absent where none are at hand. */
  recorded?(source: string, name: string): Promise<RecordedSample | undefined>;
  sample(source: string, order: SampleOrder): Promise<SampleAnswer>;
  events(query: ListQuery & { readonly bus?: readonly string[] }): Promise<Page<EventRow>>;
  /** @param id EventBridge's id, or `detail.id` */
  event(id: string): Promise<KnownEvent | undefined>;
  /**
   * The payload that an event refers to. Undefined where the event is not known or has its payload itself.
   * @throws BridgeError `wrong-use` for an object that is not the bridge's, or is gone
   */
  eventData(id: string): Promise<EventData | undefined>;
  /** What a recorded request of a source's provider would be on its bus. Absent where there are no recorded requests. @param sample its name */
  exampleEvent?(source: string, sample: string): Promise<ExampleEvent | undefined>;
  /** @param following stops it; it ends by itself with the event */
  replayEvent(id: string, order: EventReplay, following?: ReplayFollowing): Promise<Replayed | undefined>;
  /** @param following waits for the end of the replay; without it, a replay may only have begun */
  replay(order: ReplayRequest, following?: ReplayFollowing): Promise<Replayed>;
  deadLetters(query: DeadLetterQuery): Promise<Page<DeadLetterRow>>;
  deadLetter(id: string): Promise<DeadLetterDetail | undefined>;
  deadLetterGroups(): Promise<readonly DeadLetterGroup[]>;
  /** Moves dead letters back into their queue. */
  redrive(order: LetterOrder, following?: Following): Promise<LetterResult>;
  /** Deletes dead letters. */
  discard(order: LetterOrder, following?: Following): Promise<LetterResult>;
  subscriptions(): Promise<readonly SubscriptionRow[]>;
  subscription(name: string): Promise<SubscriptionRow | undefined>;
  /** What consumers did with events. Absent where the bridge does not know: those of a deployed one are in its account. */
  consumed?(query: ConsumedQuery): Promise<Page<ConsumedRow>>;
  pause(subscription: string): Promise<SubscriptionRow | undefined>;
  resume(subscription: string): Promise<SubscriptionRow | undefined>;
  /** EventBridge's verdict. @param event JSON text of an event */
  testPattern(pattern: string, event: string): Promise<PatternVerdict>;
  /** How many of the last events of a bus a pattern matches. @throws BridgeError `wrong-use` for a bus that is not there */
  matchingEvents(pattern: string, bus: string): Promise<PatternMatches>;
  stream(query: StreamQuery): AsyncIterable<StreamItem>;
  /** Ends what was opened and is under way, and removes what was made for it in AWS. */
  close(): Promise<void>;
}
