import { child, parseJson } from "../../../core/json/json.ts";
import type { EventRecord } from "../../events.ts";

/**
 * An event out of a message that EventBridge has sent to a queue; undefined for another message.
 * @param sentAt when it was sent, in ms since 1970
 */
export function eventRecordOf(envelope: string, bus: string, sentAt: number): EventRecord | undefined {
  const value = parseJson(envelope)?.value;
  const detail = child(value, "detail");
  const text = (from: typeof value, name: string): string | undefined => {
    const found = child(from, name);
    return typeof found === "string" ? found : undefined;
  };
  const optional = <Name extends string>(
    name: Name,
    found: string | undefined,
  ): { readonly [_ in Name]?: string } =>
    found === undefined ? {} : ({ [name]: found } as { readonly [_ in Name]: string });
  const id = text(value, "id");
  if (id === undefined) return undefined;
  return {
    id,
    at: new Date(sentAt).toISOString(),
    bus,
    type: text(detail, "type") ?? "",
    name: text(value, "detail-type") ?? "",
    source: text(detail, "bridgesource") ?? "",
    eventId: text(detail, "id") ?? "",
    delivery: text(detail, "deliveryid") ?? "",
    ...optional("entity", text(detail, "entity")),
    ...optional("action", text(detail, "action")),
    ...optional("subject", text(detail, "subject")),
    ...optional("time", text(value, "time")),
    ...optional("replay", text(value, "replay-name")),
    envelope,
  };
}
