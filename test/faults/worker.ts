/** Simulates the seeds that it is given, one after the other. */
import { parentPort } from "node:worker_threads";
import { realPlan } from "./plan.ts";
import { simulate } from "./simulation.ts";

/** One seed to run. */
export interface Task {
  readonly seed: number;
  readonly deliveries: number;
  readonly faults: readonly string[] | undefined;
}

parentPort?.on("message", async ({ seed, deliveries, faults }: Task) => {
  const outcome = await simulate({ ...realPlan(seed, deliveries), ...(faults && { faults }) });
  parentPort?.postMessage(outcome);
});
