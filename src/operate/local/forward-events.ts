import { BridgeError } from "../../core/errors.ts";
import { child, ofOurOwn, parseJson } from "../../core/json/json.ts";
import { spanAt } from "../../core/json/json-text.ts";
import type { EventRecord } from "../events.ts";
import type { BridgePlace } from "../state.ts";
import { startRemedy } from "./running-file.ts";

/** Brings events to the buses of the bridge on this machine. */
export interface EventForwarder {
  /** Name of that bridge, and its URL. */
  readonly target: string;
  /** @returns why EventBridge refused it; undefined where it took it */
  forward(event: EventRecord): Promise<string | undefined>;
}

const noBridgeAt = (url: string, cause?: unknown): BridgeError =>
  new BridgeError("wrong-use", `No bridge answers at ${url}.`, startRemedy, cause);

/** The place of the bridge at a URL, as its API tells it. */
async function placeAt(url: string): Promise<BridgePlace> {
  let text: string;
  try {
    const answer = await fetch(new URL("/api/place", url), { redirect: "error" });
    if (!answer.ok || !answer.headers.has("x-hookbridge-api")) throw noBridgeAt(url);
    text = await answer.text();
  } catch (error) {
    throw error instanceof BridgeError ? error : noBridgeAt(url, error);
  }
  const place = parseJson(text);
  if (!place) throw noBridgeAt(url);
  return ofOurOwn(place.value);
}

/** The entry of PutEvents that makes this event again. Its detail is text, so that numbers keep their digits. */
function entryFor({ envelope, bus, time, name }: EventRecord, busPrefix: string): object {
  const span = spanAt(envelope, ["detail"]);
  const value = parseJson(envelope)?.value;
  return {
    EventBusName: `${busPrefix}${bus}`,
    Source: child(value, "source"),
    DetailType: child(value, "detail-type") ?? name,
    Detail: span ? envelope.slice(span.start, span.end) : "{}",
    Resources: child(value, "resources") ?? [],
    // Epoch seconds, as the protocol has times.
    ...(time !== undefined && { Time: Date.parse(time) / 1_000 }),
  };
}

/** Why PutEvents took none of a single entry. */
function entryRefusal(status: number, text: string): string | undefined {
  const value = parseJson(text)?.value;
  const entry = child(child(value, "Entries"), "0");
  const reason = child(entry, "ErrorMessage") ?? child(entry, "ErrorCode");
  if (reason !== undefined) return String(reason);
  if (status === 200) return undefined;
  return String(child(value, "message") ?? `EventBridge answered ${status}`);
}

/**
 * Opens the way to the buses of a bridge on this machine.
 * @param url where that bridge runs
 * @throws BridgeError `wrong-use` where none does, or where it has no EventBridge of its own
 */
export async function openForwarder(url: string): Promise<EventForwarder> {
  const { name, eventBridge } = await placeAt(url);
  if (!eventBridge)
    throw new BridgeError(
      "wrong-use",
      `The bridge at ${url} does not say where its EventBridge is.`,
      "Forward to one that runs on this machine: npx hookbridge start",
    );
  return {
    target: `${name} at ${url}`,
    async forward(event) {
      const answer = await fetch(eventBridge.url, {
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" },
        body: JSON.stringify({ Entries: [entryFor(event, eventBridge.busPrefix)] }),
      });
      return entryRefusal(answer.status, await answer.text());
    },
  };
}
