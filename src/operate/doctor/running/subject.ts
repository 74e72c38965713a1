import type { Clock } from "../../../core/clock.ts";
import type { RunningBridge } from "../../bridge.ts";

/** What checks of any running bridge look at. */
export interface RunningSubject {
  /** Undefined where none runs on this machine. */
  readonly running: RunningBridge | undefined;
  readonly now: Clock;
  /** Flags that name the same bridge in another command: ` --stage prod`; empty for the one on this machine. */
  readonly sameBridge: string;
  /** The time that a server says, and how long its answer took; undefined where none can be reached. */
  readonly serverTime: () => Promise<ServerTime | undefined>;
}

/** The clock of somebody else, in ms since 1970. */
export interface ServerTime {
  readonly at: number;
  /** Ours, in the middle between question and answer. */
  readonly here: number;
  readonly server: string;
}

export const noneRuns = { skipped: "No bridge runs on this machine." } as const;
