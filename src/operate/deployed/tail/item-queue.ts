/** Items on their way to one reader. */
export interface ItemQueue<Item> {
  put(item: Item): void;
  /** Ends the queue: what waits in it is dropped, and `take` gives undefined, or throws the error. */
  end(error?: unknown): void;
  /** The next item, or the number of items that did not fit; undefined at the end. */
  take(): Promise<Item | { readonly missed: number } | undefined>;
}

/** A queue that holds `most` items. A slower reader misses the newest ones, and hears how many. */
export function itemQueue<Item>(most: number): ItemQueue<Item> {
  const items: Item[] = [];
  let missed = 0;
  let ended: { readonly error: unknown } | undefined;
  let wake: () => void = () => {};
  return {
    put(item) {
      if (ended) return;
      if (items.length >= most) missed++;
      else items.push(item);
      wake();
    },
    end(error) {
      ended ??= { error };
      wake();
    },
    async take() {
      for (;;) {
        if (ended?.error !== undefined) throw ended.error;
        if (ended) return undefined;
        const item = items.shift();
        if (item !== undefined) return item;
        if (missed > 0) {
          const answer = { missed };
          missed = 0;
          return answer;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
