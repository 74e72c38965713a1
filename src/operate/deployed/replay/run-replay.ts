import { setTimeout as pause } from "node:timers/promises";
import {
  CancelReplayCommand,
  DescribeReplayCommand,
  type DescribeReplayResponse,
  type EventBridgeClient,
  StartReplayCommand,
} from "@aws-sdk/client-eventbridge";
import { BridgeError } from "../../../core/errors.ts";
import type { ReplayFollowing, ReplayProgress } from "../../events.ts";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import type { BusArchive } from "./bus-archive.ts";

/** Characters of EventBridge's names of replays, and of rules. */
const longestReplayName = 64;

/** A name that no other replay of the stack has: `hookbridge-replay-hooks-prod-1796051934039`. */
export function replayName({ stackName, now }: DeployedContext): string {
  const end = `-${now()}`;
  return `hookbridge-replay-${stackName}`.slice(0, longestReplayName - end.length) + end;
}

/** A replay of a bus's archive. */
export interface PlannedReplay {
  readonly name: string;
  readonly bus: DeployedBus;
  readonly archive: BusArchive;
  readonly from: number;
  readonly to: number;
  /** ARNs of the rules that get its events; undefined for all of the bus. */
  readonly rules: readonly string[] | undefined;
}

/** Starts a replay. @throws BridgeError `aws-failed` */
export async function beginReplay(context: DeployedContext, plan: PlannedReplay): Promise<void> {
  const { name, bus, archive, from, to, rules } = plan;
  const command = new StartReplayCommand({
    ReplayName: name,
    Description: `Started by hookbridge for ${context.stackName}`,
    EventSourceArn: archive.arn,
    EventStartTime: new Date(from),
    EventEndTime: new Date(to),
    Destination: { Arn: bus.arn, ...(rules && { FilterArns: [...rules] }) },
  });
  await askAws(`replay the archive of the bus ${bus.name}`, async () => {
    try {
      await eventBridgeOf(context, bus).send(command);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "LimitExceededException") throw error;
      throw new BridgeError(
        "aws-failed",
        "EventBridge runs ten replays at a time in an account and region, and they are taken.",
        "Wait until one has ended: aws events list-replays --state RUNNING shows them.",
        error,
      );
    }
  });
}

/** Where a replay is. */
export interface ReplayState {
  readonly progress: ReplayProgress;
  readonly ended: boolean;
}

function replayedShare(
  { EventLastReplayedTime }: DescribeReplayResponse,
  { from, to }: PlannedReplay,
): number | undefined {
  const reached = EventLastReplayedTime?.getTime();
  return reached === undefined ? undefined : Math.min(1, Math.max(0, (reached - from) / (to - from)));
}

/** @throws BridgeError `aws-failed`, also for a replay that failed */
export async function replayState(context: DeployedContext, plan: PlannedReplay): Promise<ReplayState> {
  const { name, bus } = plan;
  const found = await askAws(`follow the replay ${name}`, () =>
    eventBridgeOf(context, bus).send(new DescribeReplayCommand({ ReplayName: name })),
  );
  const { State = "STARTING", StateReason } = found;
  if (State === "FAILED")
    throw new BridgeError(
      "aws-failed",
      `EventBridge's replay ${name} failed: ${StateReason ?? "it gives no reason"}.`,
      "Start it again: what was sent already comes twice, with the same detail.id.",
    );
  const share = State === "COMPLETED" ? 1 : replayedShare(found, plan);
  return {
    progress: { replay: name, state: State.toLowerCase(), ...(share !== undefined && { share }) },
    ended: State === "COMPLETED" || State === "CANCELLED",
  };
}

const isOver = (error: unknown): boolean =>
  error instanceof Error && ["IllegalStatusException", "ResourceNotFoundException"].includes(error.name);

/** Stops a replay. What it has sent is sent. One that has ended meanwhile needs nothing. @throws BridgeError `aws-failed` */
export async function cancelReplay(context: DeployedContext, { name, bus }: PlannedReplay): Promise<void> {
  await askAws(`stop the replay ${name}`, async () => {
    const client: EventBridgeClient = eventBridgeOf(context, bus);
    try {
      await client.send(new CancelReplayCommand({ ReplayName: name }));
    } catch (error) {
      if (!isOver(error)) throw error;
    }
  });
}

const shortestLookPauseMs = 1_000;
const longestLookPauseMs = 10_000;

/**
 * Waits until a replay has ended. When `signal` aborts, it is stopped in AWS.
 * @returns false where it was stopped
 */
export async function followReplay(
  context: DeployedContext,
  plan: PlannedReplay,
  { signal, onProgress }: ReplayFollowing,
): Promise<boolean> {
  for (let wait = shortestLookPauseMs; ; wait = Math.min(wait * 1.5, longestLookPauseMs)) {
    if (signal?.aborted) {
      await cancelReplay(context, plan);
      return false;
    }
    const { progress, ended } = await replayState(context, plan);
    onProgress?.(progress);
    if (ended) return progress.state === "completed";
    await pause(wait, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
