import { join } from "node:path";
import { receive } from "../../src/receive/receive.ts";
import { bridgeOf, providers } from "../catalogue.ts";
import { receivePorts, subjectOf } from "../micro/bridge.ts";
import { type Effort, race, type Spread, spreadOf } from "../rounds.ts";
import { type Bundle, configWith, functionBundles } from "./bundles.ts";
import { emptyModule, loader } from "./start.ts";

/** What so many sources cost, each of another provider. */
export interface SourcesRow {
  readonly sources: number;
  /** Bytes of the bundle of `receive`. */
  readonly bytes: number;
  /** Milliseconds of processor time to load it, beyond bare Node. */
  readonly load: Spread;
  /** `receive` of one webhook of 2 KB without I/O, over that with one source. */
  readonly receive: Spread;
}

const counts = [1, 10, 100] as const;

/** What grows with the number of sources: 1, 10 and 100. */
export async function measureSources(
  folder: string,
  effort: Effort,
  progress: (what: string) => void,
): Promise<readonly SourcesRow[]> {
  const request = await subjectOf("github").request(2_048, true, Date.now());
  const ports = receivePorts(() => {});
  const candidates = counts.map((count) => {
    const bridge = bridgeOf(count);
    const run = async () => {
      const { status } = await receive(bridge.sources, "github", request, ports);
      if (status !== 200) throw new Error(`receive answers ${status}, not 200.`);
    };
    return { name: `${count}`, run };
  });
  progress("receive with 1, 10 and 100 sources");
  const raced = await race(candidates, effort);
  const bundles: Bundle[] = [];
  for (const count of counts) {
    progress(`bundles of ${count} sources`);
    const config = configWith(folder, providers.slice(0, count));
    bundles.push((await functionBundles(config, join(folder, `sources-${count}`))).receive);
  }
  const timeOf = loader(folder);
  const nothing = emptyModule(folder);
  const bare: number[] = [];
  const loads = counts.map((): number[] => []);
  for (let round = -1; round < effort.rounds; round++) {
    progress(`load with 1, 10 and 100 sources, round ${round + 1} of ${effort.rounds}`);
    const times = [nothing, ...bundles.map(({ file }) => file)].map(timeOf);
    if (round < 0) continue;
    bare.push(times[0] ?? Number.NaN);
    for (const [place, own] of loads.entries()) own.push(times[place + 1] ?? Number.NaN);
  }
  const base = spreadOf(bare).median;
  return counts.map((sources, place) => {
    const [bundle, own, measured] = [bundles[place], loads[place], raced[place]];
    if (!bundle || !own || !measured) throw new Error("nothing was measured");
    const load = spreadOf(own.map((time) => time - base));
    return { sources, bytes: bundle.bytes, load, receive: measured.ratio };
  });
}
