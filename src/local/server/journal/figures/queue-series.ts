import type { QueueFigures } from "../../../../operate/state.ts";
import type { TimeSpan } from "./time-span.ts";

/** When a delivery came, and when it was published or parked; in ms since 1970. Without an end it waits still. */
export interface DeliveryWait {
  readonly since: number;
  readonly until?: number | undefined;
}

interface QueueStep {
  waiting: number;
  oldestMs: number;
}

/** The steps of the range in which a wait was, from the first to the last. */
function stepsOf({ since, until = Number.POSITIVE_INFINITY }: DeliveryWait, span: TimeSpan, steps: number) {
  const length = Math.max(1, span.to - span.from) / steps;
  const stepAt = (at: number): number => Math.min(steps - 1, Math.floor((at - span.from) / length));
  return { first: Math.max(0, stepAt(since)), last: stepAt(until), length };
}

/** Counts the most that waited at once in each step: at the beginning of a wait there is one more, at its end one less. */
function countWaiting(waits: readonly DeliveryWait[], span: TimeSpan, found: readonly QueueStep[]): void {
  const moves = waits.flatMap(({ since, until }): (readonly [number, number])[] => [
    [since, 1],
    ...(until === undefined ? [] : [[until, -1] as const]),
  ]);
  // At the same moment the one that ends goes first.
  moves.sort(([one, first], [other, second]) => one - other || first - second);
  let waiting = 0;
  let next = 0;
  const length = Math.max(1, span.to - span.from) / found.length;
  for (const [index, step] of found.entries()) {
    step.waiting = waiting;
    const end = index === found.length - 1 ? span.to + 1 : span.from + (index + 1) * length;
    for (; next < moves.length; next++) {
      const [at, change] = moves[next] ?? [0, 0];
      if (at >= end) break;
      waiting += change;
      // What came and went before the range does not count in its first step.
      step.waiting = at < span.from ? waiting : Math.max(step.waiting, waiting);
    }
  }
}

/** How many deliveries waited at once, and for how long the oldest of them: the most in each step. */
export function queueSeries(
  waits: readonly DeliveryWait[],
  span: TimeSpan,
  steps: number,
): NonNullable<QueueFigures["series"]> {
  const found: QueueStep[] = Array.from({ length: steps }, () => ({ waiting: 0, oldestMs: 0 }));
  const inRange = waits.filter(({ since, until = span.to }) => since <= span.to && until >= span.from);
  countWaiting(inRange, span, found);
  for (const wait of inRange) {
    const { first, last, length } = stepsOf(wait, span, steps);
    for (let index = first; index <= last; index++) {
      const end = Math.min(wait.until ?? span.to, span.from + (index + 1) * length, span.to);
      const step = found[index];
      if (step) step.oldestMs = Math.max(step.oldestMs, end - wait.since);
    }
  }
  const length = Math.max(1, span.to - span.from);
  return found.map(({ waiting, oldestMs }, index) => ({
    at: new Date(span.from + Math.floor((index * length) / steps)).toISOString(),
    waiting,
    oldestSeconds: Math.round(oldestMs / 100) / 10,
  }));
}
