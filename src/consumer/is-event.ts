import type { BridgeEvent } from "./bridge-event.ts";
import type { CheckedType, EventPayloads } from "./event-payloads.ts";

/** Attributes that every event of the bridge has as text. */
const always = ["id", "type", "source", "time", "bridgesource", "deliveryid", "receivedtime"];

export const isAnyObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What `isEvent` has found: an event of one of these types. */
type Matching<Type extends string> = Type extends keyof EventPayloads
  ? BridgeEvent<Type, EventPayloads[Type]>
  : BridgeEvent<Type>;

/**
 * Says whether a value is an event of a bridge, of one of these types if any are given. It looks at the attributes that each event has,
 * not at the payload.
 * @param event an event that `eventsOf` gave, or the `detail` of EventBridge's
 * @param types whole types: `com.github.issues.opened`. Where the vendor's payloads are typed, another name does not compile
 */
export function isEvent<Type extends string = string>(
  event: unknown,
  ...types: readonly CheckedType<Type>[]
): event is Matching<Type> {
  return (
    isAnyObject(event) &&
    event.specversion === "1.0" &&
    always.every((name) => typeof event[name] === "string") &&
    (types.length === 0 || types.some((type) => type === event.type))
  );
}
