import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";

/** Lets so much through in a second. */
export interface Pace {
  /** Waits until one more may go, and says how many may go together: all that have come due, ten at most. 0 when it was stopped. */
  take(): Promise<number>;
  /** Gives back what was taken and did not go. */
  giveBack(count: number): void;
}

const mostTogether = 10;

/** @param perSecond undefined: as fast as it goes */
export function paced(perSecond: number | undefined, now: Clock, signal: AbortSignal): Pace {
  if (perSecond === undefined)
    return { take: async () => (signal.aborted ? 0 : mostTogether), giveBack: () => {} };
  const most = Math.min(mostTogether, Math.max(1, perSecond));
  let due = 1;
  let at = now();
  const fill = (): void => {
    const time = now();
    due = Math.min(most, due + ((time - at) / 1000) * perSecond);
    at = time;
  };
  return {
    async take() {
      for (fill(); due < 1 && !signal.aborted; fill())
        await sleep(Math.min(1000, Math.ceil(((1 - due) / perSecond) * 1000)), undefined, { signal }).catch(
          () => undefined,
        );
      if (signal.aborted) return 0;
      const count = Math.floor(due);
      due -= count;
      return count;
    },
    giveBack(count) {
      due = Math.min(most, due + count);
    },
  };
}
