import type { Bridge } from "../config/define-bridge.ts";
import type { DeploymentOptions } from "../config/deployment-options.ts";

/** What is asked: a configuration in a stage, and what it is sent in a month. */
export interface CostQuestion {
  readonly bridge: Bridge;
  readonly stage: string;
  readonly webhooks: number;
  /** Bytes of a body. */
  readonly size: number;
  /** Messages in one batch of `publish`. Without a backlog or a batching window, one is the usual case. */
  readonly batchSize: number;
  /** Billed milliseconds of an invocation. On AWS they are mostly waiting: measure them there, and give them here. */
  readonly receiveMs: number;
  readonly publishMs: number;
  /** Of one call of a subscription's function. Default: `assumedMs`. */
  readonly consumerMs?: number;
}

/** One line of the bill. */
export interface CostLine {
  readonly what: string;
  readonly count: number;
  readonly dollars: number;
  /**
   * `calls` are counted; `time` is the functions' and assumed; `kept` is what is stored or archived by choice; `fixed` is paid by the
   * month, whatever is sent.
   */
  readonly group: "calls" | "time" | "logs" | "traces" | "kept" | "fixed";
}

/** So many units at so much each. */
export const costLine = (group: CostLine["group"], what: string, count: number, each: number): CostLine => ({
  what,
  count,
  dollars: count * each,
  group,
});

export const million = 1e6;
export const kilobyte = 1_024;
export const hoursOfMonth = 730;

/** What is billed in chunksOf: how many of `size` are begun. */
export const chunksOf = (bytes: number, size: number): number => Math.max(1, Math.ceil(bytes / size));

/** The dollars of some lines together. */
export const sumOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);

/** Not measured here, for there is no AWS here: a few round trips of some milliseconds each. */
export const assumedMs = { receiveMs: 12, publishMs: 40, quickStartMs: 30, consumerMs: 100 } as const;

/** The front doors that need nothing but their name. */
export const frontDoors = ["http-api", "rest-api", "function-url", "buffer-first"] as const;
export type FrontDoorKind = (typeof frontDoors)[number];

/** A front door in place of the configuration's. A function URL wants to hear that nothing bounds it, or its bound. */
export const doorOptions = (
  kind: FrontDoorKind,
  { concurrency }: DeploymentOptions = {},
): DeploymentOptions => ({
  frontDoor: { kind },
  ...(kind === "function-url" && { concurrency: concurrency ?? "unbounded" }),
});

/** A configuration with other options, which those of the stage do not replace. */
export function withOptions(bridge: Bridge, stage: string, options: DeploymentOptions): Bridge {
  const own = bridge.stages.get(stage) ?? {};
  return {
    ...bridge,
    deployment: { ...bridge.deployment, ...options },
    stages: new Map([...bridge.stages, [stage, { ...own, deployment: { ...own.deployment, ...options } }]]),
  };
}
