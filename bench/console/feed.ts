import { setTimeout as sleep } from "node:timers/promises";
import type { FakeBridge } from "../../test/support/bridge/fake-bridge.ts";

/**
 * Lets requests come at a steady rate, as the clock says and not as timers do. Every accepted one has its event, as in a real bridge.
 * @returns how many came
 */
export async function feedRequests(bridge: FakeBridge, perSecond: number, seconds: number): Promise<number> {
  const started = performance.now();
  const all = perSecond * seconds;
  for (let fed = 0; fed < all; ) {
    const due = Math.min(all, Math.floor(((performance.now() - started) / 1_000) * perSecond));
    for (; fed < due; fed++) bridge.happen();
    await sleep(10);
  }
  return all;
}
