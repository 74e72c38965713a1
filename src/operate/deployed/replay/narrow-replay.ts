import { setTimeout as pause } from "node:timers/promises";
import type { Target } from "@aws-sdk/client-eventbridge";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { BridgeError } from "../../../core/errors.ts";
import { leavesByPath } from "../../../core/patterns/event-leaves.ts";
import { compilePattern } from "../../../core/patterns/pattern.ts";
import type { ReplayFollowing } from "../../events.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import { sqsOf } from "../subscriptions/consumer-queue.ts";
import type { DeployedSubscription } from "../subscriptions/read-subscription.ts";
import { makeOutlet, removeOutlet } from "./replay-outlet.ts";
import { beginReplay, cancelReplay, type PlannedReplay, replayState } from "./run-replay.ts";

/** Which of the replayed events. */
export interface ReplayFilter {
  readonly source?: readonly string[];
  /** `detail.type`, `*` at its end for any that begins so. */
  readonly type?: readonly string[];
  /** `detail.id` */
  readonly eventId?: string;
}

/** Times of a narrow replay. */
export interface NarrowTimes {
  /** How long a new rule needs until EventBridge uses it everywhere: what is replayed before is lost. */
  readonly settleMs: number;
  /** How long after the end of the replay the last events may come. */
  readonly tailMs: number;
}

/** EventBridge documents no number, only "a short period of time": half a minute. */
export const narrowTimes: NarrowTimes = { settleMs: 30_000, tailMs: 15_000 };

const typeMatcher = (type: string): string | { readonly prefix: string } =>
  type.endsWith("*") ? { prefix: type.slice(0, -1) } : type;

/** The pattern of the temporary rule: only events of this replay. */
export const outletPattern = (name: string, { source, type, eventId }: ReplayFilter): string =>
  JSON.stringify({
    "replay-name": [name],
    detail: {
      bridgesource: source ?? [{ exists: true }],
      ...(type && { type: type.map(typeMatcher) }),
      ...(eventId !== undefined && { id: [eventId] }),
    },
  });

/** Where the events of a narrow replay go. */
export interface NarrowDestination {
  readonly target: Target;
  readonly queueUrl: string;
  readonly queueArn: string;
  /** The rule's pattern. */
  readonly pattern: string;
}

/**
 * The queue of a subscription, to which chosen events can be sent one by one.
 * @throws BridgeError `wrong-use` where it has none, or one that gets another text than the event
 */
export function narrowDestination(
  { name, rule, queue }: DeployedSubscription,
  stage: string,
): NarrowDestination {
  const [target, ...others] = rule.targets;
  const refuse = (why: string): never => {
    throw new BridgeError(
      "wrong-use",
      `${name} can get a whole time again, but not chosen events of it: ${why}.`,
      `Leave out --source and --type: npx hookbridge replay --stage ${stage} --subscription ${name} --from <time> --to <time>`,
    );
  };
  if (!target || !queue || target.Arn !== queue.arn)
    return refuse("EventBridge sends it no events through a queue");
  if (others.length > 0) return refuse("its rule has several targets");
  if (target.Input !== undefined || target.InputPath !== undefined || target.InputTransformer !== undefined)
    return refuse("its queue gets another text than the event");
  if (rule.pattern === undefined) return refuse("its rule has no pattern");
  return { target, queueUrl: queue.url, queueArn: queue.arn, pattern: rule.pattern };
}

/** Which events of a time go where. */
export interface NarrowOrder {
  readonly plan: Omit<PlannedReplay, "rules">;
  readonly destination: NarrowDestination;
  readonly filter: ReplayFilter;
  readonly times: NarrowTimes;
}

/** What runs. */
interface NarrowRun {
  readonly context: DeployedContext;
  readonly plan: PlannedReplay;
  readonly destination: NarrowDestination;
  readonly outletUrl: string;
  readonly times: NarrowTimes;
  readonly following: ReplayFollowing;
}

/** Sends events to the subscription's queue as its rule would, and then deletes them here: what stops in between comes twice, and is never lost. */
async function handOver(sqs: SQSClient, run: NarrowRun, messages: readonly Message[]): Promise<number> {
  const { destination, outletUrl } = run;
  const pattern = compilePattern(destination.pattern);
  const chosen = messages.filter(({ Body = "{}" }) => pattern.matches(leavesByPath(Body)));
  const { MessageGroupId } = destination.target.SqsParameters ?? {};
  for (const { Body, MessageId } of chosen) {
    // One by one, because ten events of a megabyte do not fit into one call.
    const fifo = MessageGroupId === undefined ? {} : { MessageGroupId, MessageDeduplicationId: MessageId };
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: destination.queueUrl,
        Entries: [{ Id: "0", MessageBody: Body, ...fifo }],
      }),
    );
    const [failure] = Failed;
    if (failure) throw new Error(failure.Message ?? failure.Code ?? "SQS refused a message");
  }
  if (messages.length > 0)
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: outletUrl,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  return chosen.length;
}

/** How a narrow replay ended. */
export interface NarrowEnd {
  readonly events: number;
  readonly stopped: boolean;
}

/** Hands events over until the replay has ended and nothing more comes. @returns how many, and whether it was stopped */
async function drainOutlet(run: NarrowRun): Promise<NarrowEnd> {
  const { context, plan, destination, outletUrl, times, following } = run;
  const { now } = context;
  const sqs = sqsOf(context, destination.queueArn);
  let events = 0;
  let endedAt: number | undefined;
  for (;;) {
    if (following.signal?.aborted) {
      await cancelReplay(context, plan);
      return { events, stopped: true };
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: outletUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    events += await handOver(sqs, run, Messages);
    const { progress, ended } = await replayState(context, plan);
    following.onProgress?.({ ...progress, events });
    if (ended && Messages.length === 0) {
      endedAt ??= now();
      if (now() - endedAt >= times.tailMs) return { events, stopped: progress.state !== "completed" };
    } else endedAt = undefined;
  }
}

/**
 * Sends chosen events of a time to one subscription again. EventBridge replays whole times to rules, so a temporary rule takes those that are chosen into
 * a temporary queue, from which they are sent to the subscription's queue as they are. Both go at the end.
 * @throws BridgeError `aws-failed`
 */
export async function narrowReplay(
  context: DeployedContext,
  { plan, destination, filter, times }: NarrowOrder,
  following: ReplayFollowing,
): Promise<NarrowEnd> {
  const { name, bus } = plan;
  const { signal } = following;
  try {
    const outlet = await makeOutlet(context, bus, name, outletPattern(name, filter));
    following.onProgress?.({ replay: name, state: "preparing" });
    await pause(times.settleMs, undefined, signal ? { signal } : {}).catch(() => undefined);
    if (signal?.aborted) return { events: 0, stopped: true };
    const narrowed: PlannedReplay = { ...plan, rules: [outlet.ruleArn] };
    await beginReplay(context, narrowed);
    const run = { context, plan: narrowed, destination, outletUrl: outlet.queueUrl, times, following };
    return await askAws(`hand over the events of the replay ${name}`, () => drainOutlet(run));
  } finally {
    await removeOutlet(context, bus, name);
  }
}
