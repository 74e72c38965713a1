import { decodeMessage } from "../../aws/queue/message.ts";
import { BridgeError } from "../../core/errors.ts";
import { distinctionsOf } from "../../core/provider.ts";
import type { Source } from "../../core/source.ts";
import { normalize } from "../../events/normalize.ts";

/** The events of a delivery, as `publish` tells them from others. */
export interface DeliveryKeys {
  readonly keys: readonly string[];
  /** CloudEvents ids, the same on every attempt. */
  readonly eventIds: readonly string[];
}

/**
 * The keys of a delivery's events.
 * @param message its text in the queue
 * @returns undefined where the body is not in the message, or no events can be made of it
 */
export function deliveryKeys(
  message: string,
  source: Source,
  buses: ReadonlySet<string>,
): DeliveryKeys | undefined {
  try {
    const { delivery, bodyRef } = decodeMessage(message);
    if (bodyRef !== undefined || !("proof" in delivery)) return undefined;
    const { events } = normalize(delivery, source, buses);
    return { keys: events.map(({ key }) => key), eventIds: events.map(({ envelope }) => envelope.id) };
  } catch (error) {
    // What can't become events is a dead letter, whose page says why.
    if (error instanceof BridgeError) return undefined;
    throw error;
  }
}

/** What a key of a source's events is made of, as a sentence. */
export function keyWords({ name, provider, strictDeduplication }: Source, key: string | undefined): string {
  const { event } = provider;
  const isId = key?.startsWith(`${name}#id:`) === true;
  const alone = event.distinct === "delivery" && strictDeduplication !== true;
  if (alone && !isId)
    return `Each request counts as an event of its own: nothing in those of ${provider.name} tells an event from its repetition.`;
  const made = isId
    ? `Source and ${provider.name}'s id of the event, which the signature covers`
    : "Source and SHA-256 of what the signature covers";
  const unsigned =
    !isId && event.id !== undefined ? ` ${provider.name}'s id is not signed, so it does not count.` : "";
  const distinct = distinctionsOf(event).filter((one) => one !== "delivery");
  const beside =
    distinct.length === 0
      ? ""
      : `, and what tells equal ones apart: ${distinct.map((one) => `\`${one}\``).join(", ")}`;
  return `${made}${beside}.${unsigned}`;
}
