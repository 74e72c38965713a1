import type { ChildProcess } from "node:child_process";

/** What a receiver's process has used since it began. */
export interface Usage {
  /** Milliseconds of processor time. */
  readonly cpuMs: number;
  /** Resident bytes at most. */
  readonly peakBytes: number;
}

/** A receiver that listens, in a process of its own. */
export interface ReceiverHandle {
  readonly name: string;
  readonly child: ChildProcess;
  readonly port: number;
  readonly usage: () => Promise<Usage>;
}
