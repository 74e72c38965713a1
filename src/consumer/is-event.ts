import type { BridgeEvent } from "./bridge-event.ts";

/** Attributes that every event of the bridge has as text. */
const always = ["id", "type", "source", "time", "bridgesource", "deliveryid", "receivedtime"];

const isAnyObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/**
 * Says whether a value is an event of a bridge, of this type if one is given. It looks at the attributes that each event has, not at the
 * payload.
 * @param event what a target of a rule gets
 * @param type the whole `detail.type`: `com.github.issues.opened`
 */
export function isEvent<Type extends string>(event: unknown, type?: Type): event is BridgeEvent<Type> {
  if (!isAnyObject(event) || typeof event["detail-type"] !== "string") return false;
  const { detail } = event;
  if (!isAnyObject(detail) || detail.specversion !== "1.0") return false;
  return (
    always.every((name) => typeof detail[name] === "string") && (type === undefined || detail.type === type)
  );
}
