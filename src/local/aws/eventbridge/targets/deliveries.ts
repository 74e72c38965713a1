import { structureOf } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import type { Service } from "../store.ts";
import { deliveryFailure } from "./delivery-failure.ts";
import {
  type DeliveryEnd,
  type LastFailure,
  type MessageForTarget,
  type Outbox,
  type OutboxMessage,
  openOutbox,
} from "./outbox.ts";
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

/** Messages that matched a rule and wait for their queue. They survive a restart. */
export interface Deliveries {
  /** Stores a message for a target; call it in the transaction that stores the event. */
  add(message: MessageForTarget): void;
  /** Starts sending what was added. */
  wake(): void;
  /** Waits for the messages under way. The others are sent after the next start. */
  close(): Promise<void>;
}

const longestPauseMs = 60_000;

/** Messages under way at a time: a kill sends as many again at most, which EventBridge's targets expect. */
const mostUnderWay = 30;

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
type Step = Omit<DeliveryEnd, "at" | "number"> | "gone" | { readonly pauseMs: number };

function pauseAfter(attempts: number): number {
  return Math.min(longestPauseMs, 500 * 2 ** Math.min(attempts, 8));
}

/** Sends the event of a message that is given up to the dead-letter queue of its target. */
async function sendDeadLetter(
  message: OutboxMessage,
  failure: LastFailure,
  send: SendToQueue,
): Promise<Step> {
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
      : { pauseMs: pauseAfter(attempts) };
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
async function tryMessage(
  outbox: Outbox,
  number: number,
  context: { readonly senders: TargetSenders; readonly now: () => Date },
): Promise<Step> {
  const message = outbox.find(number);
  if (!message) return "gone";
  const { senders, now } = context;
  const { toQueue: send } = senders;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = retryPolicyOf(message.target);
  const timeLeftMs = () => message.event.received + MaximumEventAgeInSeconds * 1000 - now().getTime();
  const giveUp = (
    attempts: number,
    failure: Omit<LastFailure, "dead">,
    exhausted?: LastFailure["exhausted"],
  ): Promise<Step> => {
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
    return { pauseMs: Math.min(pauseAfter(attempts), timeLeftMs()) };
  }
}

/** Opens the deliveries in the service's database. */
export function openDeliveries({ database, now }: Service, senders: TargetSenders): Deliveries {
  const outbox = openOutbox(database);
  const timers = new Set<NodeJS.Timeout>();
  /** Numbers of the messages that wait for their turn. */
  const line: number[] = [];
  /** The last message that was in line here. Numbers only grow. */
  let claimed = 0;
  let working: Promise<void> | undefined;
  let closed = false;

  function retryLater(number: number, pauseMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      enqueue([number]);
    }, pauseMs);
    timers.add(timer.unref());
  }

  async function attempt(number: number): Promise<readonly DeliveryEnd[]> {
    const step = await tryMessage(outbox, number, { senders, now });
    if (step === "gone") return [];
    if (!("pauseMs" in step)) return [{ ...step, number, at: now().getTime() }];
    if (!closed) retryLater(number, step.pauseMs);
    return [];
  }

  /** All attempts of a turn begin in the order of the events, so that a queue gets its messages in it. */
  async function work(): Promise<void> {
    while (line.length > 0 && !closed) {
      const ends = await Promise.all(line.splice(0, mostUnderWay).map(attempt));
      outbox.end(ends.flat());
    }
    working = undefined;
  }

  function enqueue(numbers: readonly number[]): void {
    for (const number of numbers) line.push(number);
    // What forwards an event adds to the line while the work goes on.
    working ??= Promise.resolve().then(work);
  }

  return {
    add: outbox.add,
    wake() {
      const numbers = outbox.numbers(claimed);
      claimed = numbers.at(-1) ?? claimed;
      enqueue(numbers);
    },
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await working;
    },
  };
}
