import type { StreamItem } from "../../bridge.ts";
import type { EventRecord } from "../../events.ts";

/** Events that are kept, and characters of all of them together. */
const followedLimits = { events: 5_000, characters: 64_000_000 } as const;

/** The events that were followed: a deployed bridge itself keeps none. */
export interface FollowedEvents {
  /** Keeps the events that go by. */
  watch(items: AsyncIterable<StreamItem>): AsyncIterable<StreamItem>;
  /** By EventBridge's id, else by `detail.id`. */
  find(id: string): EventRecord | undefined;
  /** The newest first. */
  all(): readonly EventRecord[];
}

/** Keeps the newest events that go by, in memory. */
export function followedEvents(
  limits: typeof followedLimits | Record<keyof typeof followedLimits, number> = followedLimits,
): FollowedEvents {
  const kept = new Map<string, EventRecord>();
  let characters = 0;
  const forgetOldest = (): void => {
    for (const [id, { envelope }] of kept) {
      if (kept.size <= limits.events && characters <= limits.characters) return;
      kept.delete(id);
      characters -= envelope.length;
    }
  };
  const keep = (event: EventRecord): void => {
    if (kept.has(event.id)) return;
    kept.set(event.id, event);
    characters += event.envelope.length;
    forgetOldest();
  };
  return {
    async *watch(items) {
      for await (const item of items) {
        if (item.kind === "event") keep(item.row);
        yield item;
      }
    },
    find: (id) => kept.get(id) ?? [...kept.values()].findLast(({ eventId }) => eventId === id),
    all: () => [...kept.values()].reverse(),
  };
}
