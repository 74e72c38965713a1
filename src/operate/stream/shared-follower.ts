import type { Clock } from "../../core/clock.ts";
import type { RunningBridge } from "../bridge.ts";
import type { ItemRing } from "./item-ring.ts";

/** Somebody who reads what is followed. */
export interface RingReader {
  readonly onNote: (text: string) => void;
  /** True for one that had items of this ring before. */
  readonly cameBack: boolean;
}

/** What follows a bridge for all readers. */
export interface SharedFollower {
  readonly ring: ItemRing;
  /** Follows, if nobody did. @returns what the reader calls when it leaves */
  join(reader: RingReader): () => void;
  /** Waits for an item, or for the reader's end. @returns false where nothing will come any more @throws what the bridge's stream has thrown */
  news(signal: AbortSignal): Promise<boolean>;
  /** Ends, and removes what was made in AWS. @throws BridgeError where something could not be removed */
  close(): Promise<void>;
}

/** What a follower is made of. */
export interface FollowerParts {
  readonly bridge: Pick<RunningBridge, "stream">;
  readonly ring: ItemRing;
  readonly now: Clock;
  /** Gets what fails when nobody reads. */
  readonly onFailure: (error: unknown) => void;
  /** How long it goes on when the last reader has left. */
  readonly lingerMs: number;
}

/** One run of the bridge's stream. */
interface FollowedRun {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  /** What can't be followed: for readers that come later, too. */
  readonly notes: Set<string>;
}

/** After a longer pause, its logs would be too much to read: a stream goes on from now. */
const longestBreakMs = 15 * 60_000;

/** How a wait for news ends. */
type News = { readonly over: boolean; readonly error?: unknown };

/** Readers that wait for the next item. */
function makeWaiters(): { tell(news: News): void; next(signal: AbortSignal): Promise<News> } {
  const waiting = new Set<(news: News) => void>();
  return {
    tell(news) {
      for (const told of Array.from(waiting)) told(news);
    },
    next: (signal) =>
      new Promise((resolve) => {
        const done = (news: News): void => {
          waiting.delete(done);
          signal.removeEventListener("abort", left);
          resolve(news);
        };
        const left = (): void => done({ over: true });
        waiting.add(done);
        signal.addEventListener("abort", left);
        if (signal.aborted) left();
      }),
  };
}

/** Begins to follow. @param lastId of the item behind which it goes on */
function beginRun(
  { bridge, ring }: FollowerParts,
  readers: ReadonlySet<RingReader>,
  lastId: string | undefined,
  onItem: () => void,
): FollowedRun {
  const stop = new AbortController();
  const notes = new Set<string>();
  const onNote = (text: string): void => {
    if (!notes.has(text)) for (const reader of readers) reader.onNote(text);
    notes.add(text);
  };
  const query = { signal: stop.signal, onNote, ...(lastId !== undefined && { lastId }) };
  const follow = async (): Promise<void> => {
    for await (const item of bridge.stream(query)) {
      ring.add(item);
      onItem();
    }
  };
  return { stop, ended: follow(), notes };
}

/** A run begins with the first reader, and ends a while after the last. */
export function sharedFollower(parts: FollowerParts): SharedFollower {
  const { ring, now, onFailure, lingerMs } = parts;
  const readers = new Set<RingReader>();
  const runs = new Set<FollowedRun>();
  const waiters = makeWaiters();
  let run: FollowedRun | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  let lingering: NodeJS.Timeout | undefined;
  let closed = false;

  function begin(): FollowedRun {
    // Requests of a short pause are read from the logs.
    const lastId = now() - endedAt > longestBreakMs ? undefined : ring.newest()?.item.id;
    const begun = beginRun(parts, readers, lastId, () => waiters.tell({ over: false }));
    runs.add(begun);
    begun.ended.then(
      () => over(begun, { over: true }),
      (error: unknown) => over(begun, { over: true, error }),
    );
    return begun;
  }

  function over(ended: FollowedRun, news: News): void {
    endedAt = now();
    if (!closed) runs.delete(ended);
    const isRead = run === ended;
    if (isRead) run = undefined;
    if (isRead) waiters.tell(news);
    else if (news.error !== undefined && !closed) onFailure(news.error);
  }

  /** Who comes now gets a run of its own: this one is removing what it made. */
  function end(): void {
    run?.stop.abort();
    run = undefined;
  }

  function leave(reader: RingReader): void {
    readers.delete(reader);
    if (readers.size > 0 || !run || closed) return;
    lingering = setTimeout(end, lingerMs);
    // A program that ends does not wait for it.
    lingering.unref();
  }

  return {
    ring,
    join(reader) {
      clearTimeout(lingering);
      readers.add(reader);
      const wasFollowed = run !== undefined;
      run ??= begin();
      for (const note of run.notes) if (wasFollowed) reader.onNote(note);
      if (!wasFollowed && reader.cameBack)
        reader.onNote(
          "Nobody followed for a while: events of that time are missing here, and requests come late.",
        );
      return () => leave(reader);
    },
    async news(signal) {
      if (!run) return false;
      const { over: isOver, error } = await waiters.next(signal);
      if (error !== undefined) throw error;
      return !isOver;
    },
    async close() {
      closed = true;
      clearTimeout(lingering);
      const ending = Array.from(runs, ({ ended }) => ended);
      end();
      waiters.tell({ over: true });
      const results = await Promise.allSettled(ending);
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}
