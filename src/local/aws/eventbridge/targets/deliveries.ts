import type { Service } from "../store.ts";
import { type DeliveryEnd, type MessageForTarget, type OutboxMessage, openOutbox } from "./outbox.ts";
import { type DeliveryStep, type TargetSenders, tryMessage } from "./try-message.ts";

/** How an attempt to give an event to the target of a rule has ended. */
export interface DeliveryAttempt {
  readonly ruleArn: string;
  readonly event: OutboxMessage["event"];
  /** `waiting` for the next attempt. */
  readonly state: DeliveryEnd["state"] | "waiting";
  readonly attempts: number;
  readonly reason?: string;
  /** When it is tried again, in ms since 1970. */
  readonly nextAt?: number;
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

/** Messages under way at a time: a kill sends as many again at most, which EventBridge's targets expect. */
const mostUnderWay = 30;

/** A message that was tried. */
interface TriedMessage {
  readonly number: number;
  readonly message: OutboxMessage;
  readonly step: DeliveryStep;
}

function attemptOf({ message: { ruleArn, event }, step }: TriedMessage, at: number): DeliveryAttempt {
  const known = { ruleArn, event, attempts: step.attempts };
  if ("pauseMs" in step)
    return { ...known, state: "waiting", reason: step.reason, nextAt: at + step.pauseMs };
  const { state, reason } = step;
  return { ...known, state, ...(reason !== undefined && { reason }) };
}

/** Opens the deliveries in the service's database. @param onAttempts gets what was tried together */
export function openDeliveries(
  { database, now }: Service,
  senders: TargetSenders,
  onAttempts: (attempts: readonly DeliveryAttempt[]) => void,
): Deliveries {
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

  async function attempt(number: number): Promise<readonly TriedMessage[]> {
    const message = outbox.find(number);
    if (!message) return [];
    const step = await tryMessage(outbox, { number, message }, { senders, now });
    if ("pauseMs" in step && !closed) retryLater(number, step.pauseMs);
    return [{ number, message, step }];
  }

  /** All attempts of a turn begin in the order of the events, so that a queue gets its messages in it. */
  async function work(): Promise<void> {
    while (line.length > 0 && !closed) {
      const tried = (await Promise.all(line.splice(0, mostUnderWay).map(attempt))).flat();
      const at = now().getTime();
      outbox.end(tried.flatMap(({ number, step }) => ("pauseMs" in step ? [] : [{ ...step, number, at }])));
      onAttempts(tried.map((one) => attemptOf(one, at)));
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
