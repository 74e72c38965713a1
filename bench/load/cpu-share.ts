import { Worker } from "node:worker_threads";

/** What the worker is told. */
export interface ShareOrder {
  readonly pid: number;
  readonly share: number;
  /** Of `places`. */
  readonly shared: Int32Array;
}

/** Places in the shared memory: where the worker is, whether it shall end, and one that nobody ever wakes. */
export const places = { state: 0, end: 1, sleep: 2 } as const;

export const states = { starting: 0, holding: 1, ended: 2 } as const;

/** A process that is held to a share of one processor. */
export interface CpuShare {
  /** Lets it run freely again. */
  release(): Promise<void>;
}

/** Lambda gives a function one whole processor at this many megabytes, and less in proportion. */
const wholeProcessorMegabytes = 1_769;

/** The share of a processor that a function of so many megabytes has. */
export const shareOf = (megabytes: number): number => Math.min(1, megabytes / wholeProcessorMegabytes);

/** Why a share can't be held on this machine; undefined where it can. */
export const whyNoShare = (): string | undefined =>
  process.platform === "linux"
    ? undefined
    : `Cold starts are measured on Linux only: the processor time of a process's threads is read from /proc, which ${process.platform} does not have.`;

/**
 * Holds a process to a share of one processor as Lambda does: in each period of twenty milliseconds it may use that share, and stands
 * still once it has. Resolves when it is held.
 */
export async function holdToShare(pid: number, share: number): Promise<CpuShare> {
  const why = whyNoShare();
  if (why) throw new Error(why);
  const shared = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL("./cpu-share-worker.ts", import.meta.url), {
    workerData: { pid, share, shared } satisfies ShareOrder,
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
  while (Atomics.load(shared, places.state) === states.starting) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1))]);
  }
  return {
    async release() {
      Atomics.store(shared, places.end, 1);
      await ended;
    },
  };
}
