import { ledgerSeconds } from "../../../../core/retention.ts";
import type { Source } from "../../../../core/source.ts";
import { type DeliveryKeys, deliveryKeys, keyWords } from "../../../../operate/inspect/delivery-keys.ts";
import type { RequestRow, TwinDelivery, TwinFacts } from "../../../../operate/requests.ts";
import type { BridgeParts } from "../bridge-parts.ts";

/** Events of a delivery whose twins are looked for, and deliveries that are shown. */
const mostEvents = 50;
const mostTwins = 50;

const twinOf = ({ id, at, outcome }: RequestRow): TwinDelivery => ({ id, at, outcome });

function keysOfRecent({ recent, config }: BridgeParts, id: string, source: Source): DeliveryKeys | undefined {
  const message = recent.find(id)?.message;
  return message === undefined ? undefined : deliveryKeys(message, source, new Set(config.buses.keys()));
}

/** Deliveries that published an event with one of these ids. */
function publishers({ journal }: BridgeParts, source: string, ids: readonly string[]): readonly string[] {
  return ids.slice(0, mostEvents).flatMap((eventId) =>
    journal.events
      .ofEventId(eventId)
      .filter(({ row }) => row.source === source && row.replay === undefined)
      .map(({ row }) => row.delivery),
  );
}

/**
 * Deliveries with the same event, which is on its bus once. Which those are is computed from their messages, as `publish` does.
 * @returns undefined where the delivery's message is not kept
 */
export function twinDeliveries(parts: BridgeParts, row: RequestRow, source: Source): TwinFacts | undefined {
  const own = keysOfRecent(parts, row.id, source);
  if (!own) return undefined;
  const { requests } = parts.journal;
  const keys = new Set(own.keys);
  const isTwin = (id: string): boolean =>
    keysOfRecent(parts, id, source)?.keys.some((key) => keys.has(key)) === true;
  const recent = parts.recent.ids().filter((id) => {
    const other = requests.find(id)?.row;
    // What published an event is found by the event.
    return other?.source === row.source && (other.duplicates ?? 0) > 0 && isTwin(id);
  });
  const ids = new Set([...publishers(parts, row.source, own.eventIds), ...recent]);
  ids.delete(row.id);
  const others = [...ids].flatMap((id) => requests.find(id)?.row ?? []).map(twinOf);
  const sorted = others.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(0, mostTwins);
  return {
    earlier: sorted.filter(({ at }) => at <= row.at),
    later: sorted.filter(({ at }) => at > row.at),
    key: keyWords(source, own.keys[0]),
    days: ledgerSeconds / 86_400,
    ...(own.keys.length > mostEvents && { note: `Looked for by its first ${mostEvents} events.` }),
  };
}
