import { describe, expect, it } from "vitest";
import { limitsWith } from "../../bench/scale/limits.ts";
import { drainSeconds } from "../../bench/scale/model.ts";
import { simulate } from "../../bench/scale/simulation.ts";

describe("a burst of a minute", () => {
  it.each([
    [10_000, 10_000],
    [10_000, 2_400],
    [1_000, 400],
    [20_000, 100_000],
  ])("of %i a second, with a PutEvents quota of %i, drains as it does on paper", (perSecond, putEvents) => {
    const burst = { perSecond, seconds: 60 };
    const paper = drainSeconds(burst, limitsWith(putEvents));
    const { drainSeconds: simulated } = simulate(burst, limitsWith(putEvents));
    // A quota saves up one second of itself, and the last batch takes its time.
    expect(Math.abs(paper - simulated)).toBeLessThan(1.5);
  });

  it("lets another source's webhook pass, in a fair queue", () => {
    const { quietWait, longestWait, backlog } = simulate({ perSecond: 1_000, seconds: 60 }, limitsWith(400));
    expect(longestWait).toBeGreaterThan(60);
    // The quota lets a batch of ten begin every fortieth of a second.
    expect(quietWait).toBeGreaterThan(0.001);
    expect(quietWait).toBeLessThan(0.1);
    expect(Math.max(...backlog)).toBeGreaterThan(30_000);
    expect(backlog.at(-1)).toBeLessThan(400);
  });

  it("leaves no backlog where five pollers keep up", () => {
    const burst = { perSecond: 100, seconds: 60 };
    expect(drainSeconds(burst, limitsWith(10_000))).toBe(0);
    expect(simulate(burst, limitsWith(10_000)).longestWait).toBeLessThan(1);
  });
});
