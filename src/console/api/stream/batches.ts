/** When a batch may run: a browser's timers, or those of a test. */
export interface BatchClock {
  /** Calls once, after a time. */
  readonly after: (ms: number, call: () => void) => void;
}

/** Applies items together and not one by one. */
export interface Batches<Item> {
  add(items: readonly Item[]): void;
}

/** Four times a second is as often as a person can read a change. */
const batchEveryMs = 250;
/** So many items take a few ms; what is more waits for its own turn, so that keys and scrolling come in between. */
const mostInBatch = 2_000;

/** Batches for a function that applies them. Nothing is left out, and their order stays. */
export function makeBatches<Item>(
  apply: (items: readonly Item[]) => void,
  { after }: BatchClock,
): Batches<Item> {
  let waiting: Item[] = [];
  let isDue = false;
  const run = (): void => {
    const now = waiting.slice(0, mostInBatch);
    waiting = waiting.slice(mostInBatch);
    isDue = waiting.length > 0;
    // The rest in the next turn and not in this one.
    if (isDue) after(0, run);
    apply(now);
  };
  return {
    add(items) {
      if (items.length === 0) return;
      waiting = waiting.concat(items);
      if (isDue) return;
      isDue = true;
      after(batchEveryMs, run);
    },
  };
}
