import { exceeded, limitsWith } from "./limits.ts";
import { drainSeconds } from "./model.ts";
import { type Simulated, simulate } from "./simulation.ts";

/** A burst of a minute at one rate and one PutEvents quota. */
export interface ScaleRow {
  readonly perSecond: number;
  readonly putEvents: number;
  /** On paper. */
  readonly drainSeconds: number;
  readonly simulated: Simulated;
  /** The limit that a growing load meets first, and what moves it; undefined where none is met. */
  readonly limit: { readonly what: string; readonly moves: string } | undefined;
}

export const burstSeconds = 60;

/** Bursts of a minute, every webhook accepted: what the throttle of the front door refuses never comes this far. */
export function scaleRows(progress: (what: string) => void): readonly ScaleRow[] {
  return [10_000, 2_400, 400].flatMap((putEvents) =>
    [10, 1_000, 10_000, 100_000].map((perSecond) => {
      progress(`simulating ${perSecond} webhooks a second, PutEvents ${putEvents}`);
      const limits = limitsWith(putEvents);
      const burst = { perSecond, seconds: burstSeconds };
      return {
        perSecond,
        putEvents,
        drainSeconds: drainSeconds(burst, limits),
        simulated: simulate(burst, limits),
        limit: exceeded(perSecond, limits)[0],
      };
    }),
  );
}
