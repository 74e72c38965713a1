import { setTimeout as pause } from "node:timers/promises";
import type { StreamItem } from "../../operate/bridge.ts";

/** How long an event waits for the line of its delivery, and for which. */
export interface HoldingOptions {
  readonly holdMs: number;
  /** True where that line comes later than the event, as that of a stage does: its logs are read every few seconds. */
  readonly linesComeLate: boolean;
}

/** People do not notice so long a wait. */
const usualHolding: HoldingOptions = { holdMs: 250, linesComeLate: false };

/** Deliveries of which it is known how far they are. */
const rememberedDeliveries = 1_000;

/** The delivery of an item that comes after its delivery was published. What a replay sends again comes long after. */
function deliveryBehind(item: StreamItem): string | undefined {
  if (item.kind === "event") return item.row.replay === undefined ? item.row.delivery : undefined;
  return item.kind === "consumed" ? item.row.delivery : undefined;
}

const timeOf = (item: StreamItem): number => (item.kind === "gap" ? 0 : Date.parse(item.row.at));

/**
 * Puts a delivery's lines into the order in which they are read: that it came, what became of it, its events, their consumers. An event is on
 * its bus before `publish` writes that it is, so it waits a moment where its delivery was seen to come and nothing more is known of it, or where
 * nothing at all can be known of it yet. Those that waited together come by their time.
 */
export async function* itemsInOrder(
  items: AsyncIterable<StreamItem>,
  { holdMs, linesComeLate }: HoldingOptions = usualHolding,
): AsyncGenerator<StreamItem, void> {
  /** Deliveries that have come, and whether it is known what became of them. */
  const deliveries = new Map<string, boolean>();
  let held: { readonly item: StreamItem; readonly until: number }[] = [];
  const reader = items[Symbol.asyncIterator]();
  const note = (item: StreamItem): void => {
    if (item.kind !== "request") return;
    deliveries.set(item.row.id, item.row.outcome !== "queued");
    const [oldest] = deliveries.keys();
    if (deliveries.size > rememberedDeliveries && oldest !== undefined) deliveries.delete(oldest);
  };
  const isBehind = (item: StreamItem): boolean => {
    const delivery = deliveryBehind(item);
    return delivery !== undefined && !(deliveries.get(delivery) ?? !linesComeLate);
  };
  const isHeld = ({ item, until }: (typeof held)[number], now: number): boolean =>
    until > now && isBehind(item);
  const takeDue = (): readonly StreamItem[] => {
    const now = performance.now();
    const due = held.filter((one) => !isHeld(one, now));
    held = held.filter((one) => isHeld(one, now));
    return due.map(({ item }) => item).sort((one, other) => timeOf(one) - timeOf(other));
  };
  try {
    for (let next = reader.next(); ; ) {
      const [first] = held;
      const timer = new AbortController();
      const waits = first && pause(Math.max(0, first.until - performance.now()), undefined, timer);
      const arrived = await (waits ? Promise.race([next, waits.catch(() => undefined)]) : next);
      timer.abort();
      if (arrived?.done) break;
      if (arrived) {
        note(arrived.value);
        next = reader.next();
        if (isBehind(arrived.value)) held.push({ item: arrived.value, until: performance.now() + holdMs });
        else yield arrived.value;
      }
      yield* takeDue();
    }
    for (const { item } of held) yield item;
  } finally {
    await reader.return?.();
  }
}
