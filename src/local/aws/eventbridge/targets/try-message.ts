import { structureOf } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import { deliveryFailure } from "./delivery-failure.ts";
import type { DeliveryEnd, LastFailure, Outbox, OutboxMessage } from "./outbox.ts";
import { retryPolicyOf } from "./retry-policy.ts";
import { busOfArn, isQueue, queueOfStateMachine, serviceOf } from "./target-service.ts";

/**
 * Sends a message to the queue of this ARN. Those of one moment may go together, in their order.
 * @param attributes message attributes, all of them strings
 */
export type SendToQueue = (
  queueArn: string,
  body: string,
  messageGroupId?: string,
  attributes?: Readonly<Record<string, string>>,
) => Promise<void>;

/** Puts an event on a bus of this EventBridge. @param name of the bus */
export type SendToBus = (name: string, event: OutboxMessage["event"]) => void;

/** Where targets are reached. */
export interface TargetSenders {
  readonly toQueue: SendToQueue;
  readonly toBus: SendToBus;
}

const longestPauseMs = 60_000;

function memberText(target: Input, structure: string, name: string): string | undefined {
  const value = structureOf(target, structure)[name];
  return typeof value === "string" ? value : undefined;
}

/** The attributes that EventBridge gives a dead letter. */
function deadLetterAttributes(message: OutboxMessage, failure: LastFailure): Record<string, string> {
  return {
    RULE_ARN: message.ruleArn,
    TARGET_ARN: String(message.target.Arn),
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    ...(failure.exhausted && { EXHAUSTED_RETRY_CONDITION: failure.exhausted }),
    RETRY_ATTEMPTS: String(Math.max(0, message.attempts - 1)),
  };
}

/** One step of a delivery: it is over, or it goes on after a pause. */
export type DeliveryStep =
  | Omit<DeliveryEnd, "at" | "number">
  | { readonly pauseMs: number; readonly attempts: number; readonly reason: string };

function pauseAfter(attempts: number): number {
  return Math.min(longestPauseMs, 500 * 2 ** Math.min(attempts, 8));
}

/** Sends the event of a message that is given up to the dead-letter queue of its target. */
async function sendDeadLetter(
  message: OutboxMessage,
  failure: LastFailure,
  send: SendToQueue,
): Promise<DeliveryStep> {
  const {
    target,
    event: { envelope },
    attempts,
  } = message;
  const queue = memberText(target, "DeadLetterConfig", "Arn");
  const given = `${failure.code}, ${failure.exhausted ?? "not retried"}`;
  if (queue === undefined) {
    process.emitWarning(`EventBridge dropped an event for ${String(target.Arn)}: ${given}`);
    return {
      state: "failed",
      attempts,
      reason: `${given}; dropped, because the target has no dead-letter queue`,
    };
  }
  try {
    await send(queue, envelope, undefined, deadLetterAttributes(message, failure));
    return { state: "failed", attempts, reason: `${given}; in the dead-letter queue ${queue}` };
  } catch (error) {
    process.emitWarning(`EventBridge dead-letter queue ${queue} failed: ${String(error)}`);
    return deliveryFailure(error).permanent
      ? {
          state: "failed",
          attempts,
          reason: `${given}; dropped, because the dead-letter queue ${queue} failed`,
        }
      : { pauseMs: pauseAfter(attempts), attempts, reason: `${given}; its dead-letter queue fails` };
  }
}

function namedError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

async function sendToTarget(
  { target, body, event }: OutboxMessage,
  { toQueue, toBus }: TargetSenders,
): Promise<void> {
  const arn = String(target.Arn);
  const bus = busOfArn(arn);
  if (bus !== undefined) return toBus(bus, event);
  const queue = isQueue(arn) ? arn : queueOfStateMachine(arn);
  // PutTargets refuses it now, but the database may have it from a former version.
  if (queue === undefined)
    throw namedError("InvalidParameter", `The local EventBridge does not deliver to ${serviceOf(arn)}.`);
  await toQueue(queue, body, memberText(target, "SqsParameters", "MessageGroupId"));
}

/** Tries a message once: the target, or its dead-letter queue when the target is given up. */
export async function tryMessage(
  outbox: Outbox,
  { number, message }: { readonly number: number; readonly message: OutboxMessage },
  context: { readonly senders: TargetSenders; readonly now: () => Date },
): Promise<DeliveryStep> {
  const { senders, now } = context;
  const { toQueue: send } = senders;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = retryPolicyOf(message.target);
  const timeLeftMs = () => message.event.received + MaximumEventAgeInSeconds * 1000 - now().getTime();
  const giveUp = (
    attempts: number,
    failure: Omit<LastFailure, "dead">,
    exhausted?: LastFailure["exhausted"],
  ): Promise<DeliveryStep> => {
    const dead: LastFailure = { ...failure, dead: true, ...(exhausted && { exhausted }) };
    outbox.recordFailure(number, attempts, dead);
    return sendDeadLetter({ ...message, attempts }, dead, send);
  };
  const { failure: last } = message;
  if (last?.dead) return sendDeadLetter(message, last, send);
  if (last && timeLeftMs() <= 0) return giveUp(message.attempts, last, "MaximumEventAgeInSeconds");
  try {
    await sendToTarget(message, senders);
    return { state: "delivered", attempts: message.attempts + 1 };
  } catch (error) {
    process.emitWarning(`EventBridge target ${String(message.target.Arn)} failed: ${String(error)}`);
    const { permanent, ...failure } = deliveryFailure(error);
    const attempts = message.attempts + 1;
    if (permanent) return giveUp(attempts, failure);
    if (attempts > MaximumRetryAttempts) return giveUp(attempts, failure, "MaximumRetryAttempts");
    if (timeLeftMs() <= 0) return giveUp(attempts, failure, "MaximumEventAgeInSeconds");
    outbox.recordFailure(number, attempts, { ...failure, dead: false });
    const reason = `${failure.code}: ${failure.message}`;
    return { pauseMs: Math.min(pauseAfter(attempts), timeLeftMs()), attempts, reason };
  }
}
