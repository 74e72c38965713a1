import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Spread, spreadOf } from "../rounds.ts";
import type { Bundle, FunctionName } from "./bundles.ts";
import { moduleRunner } from "./run-module.ts";

/** What loading a bundle costs in processor time beyond bare Node. */
export interface Load {
  /** Milliseconds. */
  readonly own: Spread;
  readonly sdk: Spread;
  /** The function over its SDK clients alone. */
  readonly ratio: Spread;
}

/** Says of a module how many milliseconds of processor time a fresh process takes until it is loaded. */
export function loader(folder: string): (module: string) => number {
  const run = moduleRunner(
    folder,
    "load.mjs",
    `await import(process.argv[2]);
     const { user, system } = process.cpuUsage();
     console.log((user + system) / 1000);`,
  );
  return (module) => Number(run(module));
}

/** A module of nothing: what Node costs alone. */
export function emptyModule(folder: string): string {
  const file = join(folder, "nothing.mjs");
  writeFileSync(file, "export const handler = () => {};");
  return file;
}

/** Loads bundles in fresh processes, bare Node between them. */
export function measureLoad(
  folder: string,
  bundles: Readonly<Record<FunctionName, { readonly own: Bundle; readonly sdk: Bundle }>>,
  rounds: number,
  progress: (what: string) => void,
): Readonly<Record<FunctionName, Load>> {
  const timeOf = loader(folder);
  const nothing = emptyModule(folder);
  const measure = (name: FunctionName): Load => {
    const times = { bare: [] as number[], own: [] as number[], sdk: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      progress(`load ${name}, round ${round + 1} of ${rounds}`);
      const files = { bare: nothing, own: bundles[name].own.file, sdk: bundles[name].sdk.file };
      for (const [what, file] of Object.entries(files) as [keyof typeof times, string][]) {
        const time = timeOf(file);
        if (round >= 0) times[what].push(time);
      }
    }
    // Starting Node varies by more than a bundle costs: of each, the median counts, and not a difference within a round.
    const bare = spreadOf(times.bare).median;
    const own = spreadOf(times.own.map((time) => time - bare));
    const sdk = spreadOf(times.sdk.map((time) => time - bare));
    const over = (time: number): number => time / sdk.median;
    return { own, sdk, ratio: { low: over(own.low), median: over(own.median), high: over(own.high) } };
  };
  return { receive: measure("receive"), publish: measure("publish") };
}
