import type { Entity } from "./words/entities.ts";
import type { Action } from "./words/vocabulary.ts";

/** One event as it is put on a bus: an entry of PutEvents, before it is packed with others. */
export interface BusEntry {
  /** CloudEvents `id`: the same on every attempt. */
  readonly id: string;
  /** EventBridge `Source` (`com.github`). */
  readonly eventSource: string;
  /** EventBridge `DetailType`: the vendor's own event name (`issues.opened`). */
  readonly detailType: string;
  /** EventBridge `Time`: when it happened, or when it was received. */
  readonly time: Date;
  /** Name of the bus in bridge.config.ts. */
  readonly bus: string;
  /** EventBridge `Detail`: a CloudEvent in JSON format, as text. */
  readonly detail: string;
  /** Deduplication key. docs/identity.md says what it is made of. */
  readonly key: string;
  /** Bytes that a call with it must stay below; absent where its bus takes as much as EventBridge does. */
  readonly limitBytes?: number;
}

/** What a `bus` function gets of an event. */
export interface EventView {
  /** The vendor's event name: `issues.opened`. */
  readonly name: string;
  /** `detail.type`, which consumers switch on: `com.github.issues.opened`. */
  readonly type: string;
  /** CloudEvents `subject`; undefined where the vendor gives none. */
  readonly subject: string | undefined;
  /** CloudEvents `source`, a URI reference. */
  readonly origin: string;
  /** What it is about, in one vocabulary for all vendors; undefined where the vendor's name does not say. */
  readonly entity: Entity | undefined;
  /** What happened to it, in the same vocabulary; undefined where the vendor's name does not say. */
  readonly action: Action | undefined;
  /** The vendor's payload, parsed, before anything is redacted; undefined when it is not JSON. */
  readonly data: unknown;
}
