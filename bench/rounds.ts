/** Something to measure. What `run` returns is awaited where it is a promise. */
export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
}

/** Quartiles over the rounds. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Measured {
  readonly name: string;
  /** Microseconds of processor time for one run. */
  readonly cost: Spread;
  /** Of each round: this candidate's cost over that of the first, which ran within the same tenth of a second. */
  readonly ratio: Spread;
}

export interface Effort {
  readonly rounds: number;
  /** Milliseconds of one candidate in one round. */
  readonly sliceMs: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

async function repeat(run: Candidate["run"], times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
}

/** The value below which a share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  low: percentile(values, 0.25),
  median: percentile(values, 0.5),
  high: percentile(values, 0.75),
});

/** Processor time after which a candidate counts as compiled. */
const warmMs = 120;

/** How often a candidate runs in a slice. */
async function timesOf({ run }: Candidate, sliceMs: number): Promise<number> {
  let times = 1;
  for (;;) {
    const before = cpuMs();
    await repeat(run, times);
    const spent = cpuMs() - before;
    if (spent >= sliceMs / 2) return Math.max(1, Math.round((times * sliceMs) / spent));
    times *= 2;
  }
}

/**
 * Measures candidates in interleaved rounds, each round beginning with the next of them. What counts is the processor time of the
 * whole process (helper threads and garbage collection included): neighbours on the machine lengthen the clock's time, not this.
 * @returns in the order of the candidates; the first is what the others are compared with
 */
export async function race(
  candidates: readonly Candidate[],
  { rounds, sliceMs }: Effort,
): Promise<readonly Measured[]> {
  // What the candidates share is compiled for all of them together: each is warmed up before any is measured.
  for (const candidate of candidates) await timesOf(candidate, warmMs);
  const times: number[] = [];
  for (const candidate of candidates) times.push(await timesOf(candidate, sliceMs));
  const costs = candidates.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (let step = 0; step < candidates.length; step++) {
      const place = (step + round + candidates.length) % candidates.length;
      const candidate = candidates[place];
      const count = times[place] ?? 1;
      if (!candidate) continue;
      const before = cpuMs();
      await repeat(candidate.run, count);
      // The first round only warms up.
      if (round >= 0) costs[place]?.push(((cpuMs() - before) * 1_000) / count);
    }
  }
  const [base = []] = costs;
  return candidates.map(({ name }, place) => {
    const own = costs[place] ?? [];
    return {
      name,
      cost: spreadOf(own),
      ratio: spreadOf(own.map((cost, round) => cost / (base[round] ?? 0))),
    };
  });
}
