import { setTimeout as pause } from "node:timers/promises";
import type { StreamItem } from "../../operate/bridge.ts";

/** So long an event waits for the line that its delivery was published: people do not notice it. */
const longestHoldMs = 250;

/** Deliveries of which it is known how far they are. */
const rememberedDeliveries = 1_000;

/** The delivery of an item that comes after its delivery was published. */
const deliveryBehind = (item: StreamItem): string | undefined =>
  item.kind === "event" || item.kind === "consumed" ? item.row.delivery : undefined;

/**
 * Puts a delivery's lines into the order in which they are read: that it came, what became of it, its events, their consumers. An event is on
 * its bus before `publish` writes that it is, so it waits a moment where its delivery was seen to come and nothing more is known of it.
 */
export async function* itemsInOrder(
  items: AsyncIterable<StreamItem>,
  holdMs = longestHoldMs,
): AsyncGenerator<StreamItem, void> {
  const underWay = new Set<string>();
  let held: { readonly item: StreamItem; readonly until: number }[] = [];
  const reader = items[Symbol.asyncIterator]();
  const note = (item: StreamItem): void => {
    if (item.kind !== "request") return;
    if (item.row.outcome === "queued") underWay.add(item.row.id);
    else underWay.delete(item.row.id);
    const [oldest] = underWay;
    if (underWay.size > rememberedDeliveries && oldest !== undefined) underWay.delete(oldest);
  };
  const isHeld = ({ item, until }: (typeof held)[number], now: number): boolean =>
    until > now && underWay.has(deliveryBehind(item) ?? "");
  const takeDue = (): readonly StreamItem[] => {
    const now = performance.now();
    const due = held.filter((one) => !isHeld(one, now));
    held = held.filter((one) => isHeld(one, now));
    return due.map(({ item }) => item);
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
        if (underWay.has(deliveryBehind(arrived.value) ?? ""))
          held.push({ item: arrived.value, until: performance.now() + holdMs });
        else yield arrived.value;
      }
      yield* takeDue();
    }
    for (const { item } of held) yield item;
  } finally {
    await reader.return?.();
  }
}
