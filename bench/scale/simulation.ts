import type { Limits } from "./limits.ts";
import type { Burst } from "./model.ts";

/** What became of a burst in a simulation. */
export interface Simulated {
  /** Seconds from the end of the burst until everything was published. */
  readonly drainSeconds: number;
  /** Longest that a webhook waited for its batch to begin. */
  readonly longestWait: number;
  /** Messages of a batch on average: what a batch costs is shared by these. */
  readonly batch: number;
  readonly mostPollers: number;
  /**
   * Longest that a webhook of another source waited, which sends one a second meanwhile. Fair queues let it pass the burst's
   * messages; without them it would wait as long as those.
   */
  readonly quietWait: number;
  /** Webhooks in the queue at each second from the burst's beginning. */
  readonly backlog: readonly number[];
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The earliest of many times, in a binary heap. */
class Times {
  readonly #heap: number[] = [];

  get size(): number {
    return this.#heap.length;
  }

  get first(): number {
    return this.#heap[0] ?? Number.POSITIVE_INFINITY;
  }

  add(time: number): void {
    const heap = this.#heap;
    let at = heap.push(time) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((heap[above] ?? 0) <= time) break;
      heap[at] = heap[above] ?? 0;
      at = above;
    }
    heap[at] = time;
  }

  drop(): void {
    const heap = this.#heap;
    const last = heap.pop() ?? 0;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      if (left >= heap.length) break;
      const least = (heap[left + 1] ?? Number.POSITIVE_INFINITY) < (heap[left] ?? 0) ? left + 1 : left;
      if ((heap[least] ?? 0) >= last) break;
      heap[at] = heap[least] ?? 0;
      at = least;
    }
    heap[at] = last;
  }
}

/**
 * One burst, event by event: webhooks arrive, free pollers take up to a batch of what is there, a batch takes a time that varies
 * (half fixed, half exponential), and PutEvents gives out its quota by the second.
 */
export function simulate({ perSecond, seconds }: Burst, limits: Limits, seed = 1): Simulated {
  const random = randomFrom(seed);
  const total = Math.floor(perSecond * seconds);
  const busy = new Times();
  let now = 0;
  let taken = 0;
  let batches = 0;
  let longestWait = 0;
  let mostPollers = 0;
  let tokens = limits.putEvents;
  let activeSince = 0;
  let quietNext = 0.5;
  let quietWait = 0;
  const backlog: number[] = [];
  const serviceSeconds = (): number => (limits.publishMs / 1_000) * (0.5 - 0.5 * Math.log(1 - random()));
  const arrived = (time: number): number => Math.min(total, Math.floor(time * perSecond + 1e-9) + 1);
  const advance = (time: number, idle: boolean): void => {
    // Who comes while a poller is free is taken at once.
    while (idle && quietNext <= time) quietNext++;
    for (let second = backlog.length; second <= time; second++) backlog.push(arrived(second) - taken);
    tokens = Math.min(limits.putEvents, tokens + (time - now) * limits.putEvents);
    now = time;
  };
  while (taken < total || busy.size > 0) {
    const waiting = arrived(now) - taken;
    const allowed = Math.min(limits.most, limits.first + (now - activeSince) * limits.addedPerSecond);
    let next = busy.first;
    if (waiting > 0 && busy.size + 1 <= allowed) {
      const batch = Math.min(limits.batchSize, waiting);
      if (tokens >= batch) {
        for (; quietNext <= now; quietNext++) quietWait = Math.max(quietWait, now - quietNext);
        tokens -= batch;
        longestWait = Math.max(longestWait, now - taken / perSecond);
        taken += batch;
        batches++;
        busy.add(now + serviceSeconds());
        mostPollers = Math.max(mostPollers, busy.size);
        continue;
      }
      next = Math.min(next, now + (batch - tokens) / limits.putEvents + 1e-9);
    } else if (waiting <= 0 && taken < total) {
      // Lambda adds pollers only while messages wait.
      activeSince = Math.max(activeSince, now - (allowed - limits.first) / limits.addedPerSecond);
      next = Math.min(next, taken / perSecond);
    } else if (waiting > 0) {
      next = Math.min(next, now + 1 / limits.addedPerSecond);
    }
    const idle = busy.size + 1 <= allowed && tokens >= 1;
    if (busy.first <= next) busy.drop();
    advance(Math.max(now, next), idle);
  }
  return {
    drainSeconds: Math.max(0, now - seconds),
    longestWait,
    batch: total / batches,
    mostPollers,
    quietWait,
    backlog,
  };
}
