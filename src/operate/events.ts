import type { FieldVerdict } from "../core/patterns/field-verdicts.ts";
import type { PatternPlace } from "../core/patterns/refusal-place.ts";

export type { FieldVerdict } from "../core/patterns/field-verdicts.ts";
export type { PatternPlace } from "../core/patterns/refusal-place.ts";

/** An event on a bus, in a list. */
export interface EventRow {
  /** EventBridge's id of the event; of a deployed bridge's past events, whose logs do not have it, `detail.id`. */
  readonly id: string;
  /** When it was put on the bus: ISO 8601, UTC. */
  readonly at: string;
  /** Name of the bus in bridge.config.ts; empty where that is not known. */
  readonly bus: string;
  /** `detail.type`. */
  readonly type: string;
  /** `detail-type`: the vendor's own name. */
  readonly name: string;
  /** `detail.bridgesource`: the name of the source. */
  readonly source: string;
  /** `detail.id`: the same on every attempt. */
  readonly eventId: string;
  /** `detail.deliveryid` */
  readonly delivery: string;
  readonly entity?: string;
  readonly action?: string;
  readonly subject?: string;
  /** EventBridge `time`: when it happened. */
  readonly time?: string;
  /** Name of the replay that put it there again. */
  readonly replay?: string;
}

/** What a rule of the bus did with an event. */
export interface RuleResult {
  readonly rule: string;
  readonly matched: boolean;
  /** Why it did not match: the first field that differs. */
  readonly why?: string;
  /** The same in short, where it is one field: `is created, needs closed`. */
  readonly field?: FieldVerdict;
  /** The rule's pattern as JSON text; absent for a schedule. */
  readonly pattern?: string;
  readonly arn?: string;
  /** True while it gets nothing. */
  readonly disabled?: boolean;
  readonly targets: readonly TargetResult[];
}

/** What became of an event at one target of a rule. */
export interface TargetResult {
  readonly target: string;
  readonly state: "delivered" | "waiting" | "failed" | "unknown";
  readonly attempts?: number;
  readonly reason?: string;
}

/** An event on another bus to which a rule has sent it. */
export interface EventOnBus extends Pick<EventRow, "bus" | "at"> {
  readonly rules: readonly RuleResult[];
}

/** One event with everything that is known of it. */
export interface KnownEvent extends EventRow {
  /** The event as JSON text, byte for byte, so that 64-bit integers keep their digits. Absent where only a log names it: `note` says where it is. */
  readonly envelope?: string;
  /** Absent where rules can't be read. */
  readonly rules?: readonly RuleResult[];
  /** The other buses that it went over, in their order. */
  readonly forwarded?: readonly EventOnBus[];
  /** Bytes of the payload that `detail.dataref` refers to; absent where there is none, or S3 does not tell. */
  readonly dataBytes?: number;
  /** What is not known here, and where it is. */
  readonly note?: string;
}

/** An event whose text is at hand. */
export interface EventRecord extends KnownEvent {
  readonly envelope: string;
}

/** What a recorded request would be on its bus. It is on none. */
export interface ExampleEvent {
  readonly bus: string;
  /** The event as JSON text, as EventBridge would have it. */
  readonly envelope: string;
}

/** The payload that an event refers to by `detail.dataref` (claim check), as it was put there: what was redacted is redacted. */
export interface EventData {
  /** Its S3 URI. */
  readonly uri: string;
  readonly bytes: number;
  /** As text, or as base64 where it is no UTF-8. Its first bytes only where `cut` is true. */
  readonly text: string;
  readonly encoding: "utf8" | "base64";
  /** True where it is larger than what is shown: 10 MB. */
  readonly cut: boolean;
}

/** An answer to a replay. */
export interface Replayed {
  /** EventBridge's name of the replay, or of the one here. */
  readonly replay: string;
  /** Number of events; null where EventBridge only tells later. */
  readonly events: number | null;
  readonly note?: string;
}

/** Which events to send again. EventBridge chooses by an event's time, not by the time at which it was put. */
export interface ReplayRequest {
  readonly bus: string;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly source?: readonly string[];
  readonly type?: readonly string[];
  /** One subscription (rule) gets them; default: all rules of the bus. */
  readonly subscription?: string;
  readonly dryRun: boolean;
}

/** How one event is sent again. */
export interface EventReplay {
  /** The subscription (rule) that gets it; default: all rules of its bus. */
  readonly subscription?: string;
  readonly dryRun: boolean;
}

/** EventBridge's judgement of a pattern. */
export interface PatternVerdict {
  /** False where the pattern is not valid; `reason` has EventBridge's text. */
  readonly valid: boolean;
  readonly matched: boolean;
  /** The text of EventBridge's refusal, or the first field that differs. */
  readonly reason?: string;
  /** What each field makes of the event, in the pattern's order; absent where the pattern is not valid. */
  readonly fields?: readonly FieldVerdict[];
  /** Where a pattern that is not valid stops being one, as far as EventBridge says. */
  readonly place?: PatternPlace;
}

/** How many of the last events of a bus a pattern matches. */
export interface PatternMatches {
  /** False where the pattern is not valid; `reason` has EventBridge's text. */
  readonly valid: boolean;
  readonly reason?: string;
  readonly place?: PatternPlace;
  readonly bus: string;
  /** null where it is not known; `note` says why. */
  readonly matching: number | null;
  /** Number of events that were asked: the last 1,000 at most. */
  readonly of: number;
  /** The newest that match, 20 at most. */
  readonly newest: readonly EventRow[];
  readonly note?: string;
}

/** How far a replay has come. */
export interface ReplayProgress {
  /** EventBridge's name of the replay. */
  readonly replay: string;
  /** In plain words: `running`, `completed`. */
  readonly state: string;
  /** From 0 to 1, of the time that is replayed; undefined until EventBridge tells. */
  readonly share?: number;
  /** Number of events, where it is counted. */
  readonly events?: number;
}

/** How to follow and stop a replay. */
export interface ReplayFollowing {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReplayProgress) => void;
}
