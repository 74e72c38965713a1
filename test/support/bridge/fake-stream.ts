import type { StreamItem, StreamQuery } from "../../../src/operate/bridge.ts";

type Unnumbered = StreamItem extends infer Item
  ? Item extends StreamItem
    ? Omit<Item, "id">
    : never
  : never;

/** Items of a bridge, kept so that a reader can go on where it was. */
export interface FakeStream {
  add(item: Unnumbered): void;
  follow(query: StreamQuery): AsyncIterable<StreamItem>;
  /** Makes the next reader fail. */
  fail(error: Error): void;
}

function isWanted(item: StreamItem, { source, type }: StreamQuery): boolean {
  if (item.kind === "gap") return true;
  if (source && !source.includes(item.row.source ?? "")) return false;
  const word = "type" in item.row ? item.row.type : undefined;
  return !type || (word !== undefined && type.includes(word));
}

/** A stream without items. */
export function makeFakeStream(): FakeStream {
  const items: StreamItem[] = [];
  let failure: Error | undefined;
  let wakers: (() => void)[] = [];
  const wake = (): void => {
    for (const waker of wakers.splice(0)) waker();
  };
  async function* follow(query: StreamQuery): AsyncGenerator<StreamItem> {
    const { signal, lastId } = query;
    signal.addEventListener("abort", wake);
    let next = lastId === undefined ? items.length : items.findIndex(({ id }) => id === lastId) + 1;
    while (!signal.aborted) {
      if (failure) throw failure;
      const item = items[next];
      if (!item) await new Promise<void>((resolve) => wakers.push(resolve));
      else {
        next++;
        if (isWanted(item, query)) yield item;
      }
    }
  }
  return {
    add(item) {
      items.push({ ...item, id: String(items.length + 1) } as StreamItem);
      wake();
    },
    follow,
    fail(error) {
      failure = error;
      wake();
      wakers = [];
    },
  };
}
