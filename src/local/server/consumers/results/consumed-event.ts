import { child, parseJson } from "../../../../core/json/json.ts";

/** An event as a consumer gets it: of a replay, it is another one. */
export interface ConsumedEvent {
  /** EventBridge's id. */
  readonly id: string;
  readonly replay?: string;
}

/** The same, with what lists show of it. */
export interface ListedEvent extends ConsumedEvent {
  /** `detail.type`. */
  readonly type: string;
  readonly source: string;
  readonly delivery: string;
}

/** The event in a message of a consumer's queue: what its rule has sent. */
export function consumedEvent(body: string): ListedEvent | undefined {
  const value = parseJson(body)?.value;
  const detail = child(value, "detail");
  const text = (name: string): string => {
    const found = child(detail, name);
    return typeof found === "string" ? found : "";
  };
  const id = child(value, "id");
  const replay = child(value, "replay-name");
  if (typeof id !== "string") return undefined;
  return {
    id,
    ...(typeof replay === "string" && { replay }),
    type: text("type"),
    source: text("bridgesource"),
    delivery: text("deliveryid"),
  };
}
