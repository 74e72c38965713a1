import { join } from "node:path";
import type { Bridge } from "../src/config/define-bridge.ts";
import { type Counts, countCalls } from "../src/cost/counts.ts";
import { loadBridge } from "../src/stack/bundle/load-bridge.ts";
import { type Bills, billsOf } from "./bills.ts";
import { type Bundle, catalogueGrowth, type FunctionName, functionBundles } from "./load/bundles.ts";
import { type BurstRow, measureBursts } from "./load/burst.ts";
import { batchSize } from "./micro/pipeline.ts";

/** Everything that is counted, and the same on every machine. */
export interface Counted {
  readonly counts: Counts;
  readonly bundles: Readonly<Record<FunctionName, Bundle>>;
  /** Bytes that the catalogue adds to both bundles. */
  readonly growth: number;
  readonly bridge: Bridge;
  readonly bills: Bills;
  /** Cold starts that come together. */
  readonly bursts: readonly BurstRow[];
}

export const catalogueBytes = "growth of both bundles with the catalogue";

/** Counts all of it, for the shipped configuration. */
export async function countAll(
  configFile: string,
  folder: string,
  progress: (what: string) => void,
): Promise<Counted> {
  progress("calls of the pipeline");
  const counts = await countCalls(100, 2_048, batchSize);
  progress("the bill");
  const bridge = await loadBridge(configFile);
  const bills = await billsOf(bridge);
  progress("bundles");
  const bundles = await functionBundles(configFile, join(folder, "functions"));
  const growth = await catalogueGrowth(folder);
  return { counts, bundles, growth, bridge, bills, bursts: await measureBursts(progress) };
}
