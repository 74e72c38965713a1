import type { StreamItem } from "../bridge.ts";

/** An item with its place in the ring. */
export interface PlacedItem {
  /** 1 and up, without holes. */
  readonly seq: number;
  readonly item: StreamItem;
}

/** How much a ring keeps. */
export interface RingLimits {
  readonly items: number;
  /** Of the events' envelopes, in characters. */
  readonly size: number;
}

/** The last items of a stream, for readers that come later or come back. */
export interface ItemRing {
  add(item: StreamItem): void;
  /** The items behind a place, the oldest first, and how many of those were let go. */
  after(seq: number, most: number): { readonly lost: number; readonly items: readonly PlacedItem[] };
  /** The newest; undefined before the first. */
  newest(): PlacedItem | undefined;
}

const sizeOf = (item: StreamItem): number => (item.kind === "event" ? item.row.envelope.length : 0);

/** An empty ring. It keeps the newest item, however large. */
export function makeItemRing(limits: RingLimits): ItemRing {
  const items: PlacedItem[] = [];
  let last = 0;
  let size = 0;
  return {
    add(item) {
      items.push({ seq: ++last, item });
      size += sizeOf(item);
      while (items.length > 1 && (items.length > limits.items || size > limits.size)) {
        const [oldest] = items.splice(0, 1);
        if (oldest) size -= sizeOf(oldest.item);
      }
    },
    after(seq, most) {
      const first = items[0]?.seq ?? last + 1;
      const from = Math.max(seq + 1, first);
      return { lost: from - seq - 1, items: items.slice(from - first, from - first + most) };
    },
    newest: () => items.at(-1),
  };
}
