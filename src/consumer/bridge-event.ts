import type { Entity } from "../core/words/entities.ts";
import type { Action } from "../core/words/vocabulary.ts";
import type { EventPayloads, EventType } from "./event-payloads.ts";

/** An event of the bridge: a CloudEvent in JSON format, the `detail` in EventBridge's. docs/events.md says what each attribute means. */
export interface BridgeEvent<Type extends string = string, Data = unknown> {
  readonly specversion: "1.0";
  /** The same on every attempt: what to deduplicate by, together with `source`. */
  readonly id: string;
  /** The provider and the vendor's whole event name: `com.github.issues.opened`. */
  readonly type: Type;
  /** Where at the vendor it happened, as a URI reference. */
  readonly source: string;
  /** What it is about: an issue's number, an order's id. */
  readonly subject?: string;
  /** When it happened, or when it was received. RFC 3339. */
  readonly time: string;
  /** Name of the source in bridge.config.ts. */
  readonly bridgesource: string;
  /** The bridge's id of the delivery, which is in every line of its log. */
  readonly deliveryid: string;
  /** When the bridge received it. RFC 3339. */
  readonly receivedtime: string;
  /** W3C trace context of the invocation that received it. */
  readonly traceparent?: string;
  /** What it is about, in one vocabulary for all vendors. */
  readonly entity?: Entity;
  /** What happened to it, in the same vocabulary. */
  readonly action?: Action;
  readonly datacontenttype?: string;
  /** The vendor's JSON payload. Absent where `data_base64` or `dataref` stands for it: `loadData` takes care of that. */
  readonly data?: Data;
  /** A payload that is not JSON, in base64. */
  readonly data_base64?: string;
  /** S3 URI of a payload that is too large for an entry of EventBridge. */
  readonly dataref?: string;
}

/** An event as EventBridge gives it to the targets of rules. */
export interface EventBridgeEvent<Detail extends BridgeEvent = BridgeEvent> {
  readonly version: string;
  /** EventBridge's own id. A retry of the bridge has another one: `detail.id` is the event's. */
  readonly id: string;
  /** The provider: `com.github`. */
  readonly source: string;
  /** The vendor's event name, at most 128 characters of it: `issues.opened`. */
  readonly "detail-type": string;
  readonly account: string;
  /** When it happened, or when it was received, in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  /** Name of the replay, in an event that was sent again. */
  readonly "replay-name"?: string;
  readonly detail: Detail;
}

/**
 * The event of a `type` with its vendor's payload; of several, a union that `switch (event.type)` narrows.
 * For a vendor without types: `BridgeEvent<"…">`.
 */
export type EventOf<Type extends EventType> = Type extends EventType
  ? BridgeEvent<Type, EventPayloads[Type]>
  : never;
