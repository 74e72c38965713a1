import type { Limits } from "./limits.ts";

/** A vendor's burst: so many webhooks a second, all accepted, for so long. */
export interface Burst {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Seconds from the end of a burst until the queue is empty, on paper: the pollers' rate grows in a straight line until a quota or
 * their greatest number stops it.
 */
export function drainSeconds({ perSecond, seconds }: Burst, limits: Limits): number {
  const perPoller = (limits.batchSize * 1_000) / limits.publishMs;
  const most = Math.min(limits.putEvents, limits.most * perPoller);
  const start = Math.min(most, limits.first * perPoller);
  const growth = limits.addedPerSecond * perPoller;
  const grown = (most - start) / growth;
  /** What can have been published by a time. */
  const capacity = (time: number): number => {
    const ramp = Math.min(time, grown);
    return start * ramp + (growth * ramp * ramp) / 2 + Math.max(0, time - grown) * most;
  };
  const work = perSecond * seconds;
  // Once the pollers keep up they only wait for arrivals: the queue is empty then, and grows no more.
  if (start >= perSecond || capacity(seconds) >= work) return 0;
  let [low, high] = [seconds, seconds + work / start];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (capacity(middle) < work) low = middle;
    else high = middle;
  }
  return high - seconds;
}
