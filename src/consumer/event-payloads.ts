/**
 * The vendors' own types of payloads, by `type`: `"com.github.issues.opened"`. It is empty: each module in `hookbridge/consumer/events/`
 * adds the events of one vendor. An application may add its own.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled from other modules
export interface EventPayloads {}

/** Vendors whose events are in `EventPayloads`, all of them: a name that is not there is a mistake. */
// biome-ignore lint/suspicious/noEmptyInterface: filled from other modules
export interface TypedVendors {}

/** A `type` whose payload is typed. */
export type EventType = keyof EventPayloads;

/** `Type` itself; where its vendor is typed and has no such event, what it may be instead. */
export type CheckedType<Type extends string> = Type extends EventType
  ? Type
  : Type extends `${keyof TypedVendors}.${string}`
    ? EventType
    : Type;
