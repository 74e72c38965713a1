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
}

/** What a `bus` function sees of an event. */
export interface EventView {
  /** The vendor's event name: `issues.opened`. */
  readonly name: string;
  /** `detail.type`, which consumers switch on: `com.github.issues.opened`. */
  readonly type: string;
  readonly subject: string | undefined;
  readonly origin: string;
  /** What it is about and what happened to it, in the words of all vendors; undefined where the vendor's name has none. */
  readonly entity: Entity | undefined;
  readonly action: Action | undefined;
  /** The vendor's payload, parsed, before anything is redacted; undefined when it is not JSON. */
  readonly data: unknown;
}
