import { BridgeError } from "../../../core/errors.ts";
import { isDenied } from "../ask-aws.ts";
import type { DeployedBus, DeployedContext } from "../context.ts";
import { type BusTail, busTail, makeTailQueue, makeTailRule } from "./bus-tail.ts";
import { ownAccountBuses } from "./remove-old-tails.ts";

/** What to make on the buses. */
export interface BusesOrder {
  /** Of the rules. */
  readonly name: string;
  readonly pattern: string;
  readonly signal: AbortSignal;
  readonly onNote: (text: string) => void;
  /** Gets everything that may be in AWS from now on, before the call that makes it. */
  readonly onMaking: (tail: BusTail) => void;
}

/** A queue that is ready to be read. */
export interface ReadyTail {
  readonly tail: BusTail;
  readonly url: string;
}

/** Makes the queue and the rule of one bus; undefined where that was stopped. */
async function openBus(
  context: DeployedContext,
  { name, pattern, signal, onMaking }: BusesOrder,
  bus: DeployedBus,
  index: number,
): Promise<ReadyTail | undefined> {
  if (signal.aborted) return undefined;
  const tail = busTail(context, name, bus, index);
  onMaking(tail);
  const url = await makeTailQueue(context, tail);
  if (signal.aborted) return undefined;
  await makeTailRule(context, tail, pattern);
  return { tail, url };
}

/**
 * Makes a queue and a rule for each bus. A locked bus lets only some principals make rules: the others are followed all the same.
 * @throws BridgeError when all calls have ended; what was made by then was told
 */
export async function openBuses(context: DeployedContext, order: BusesOrder): Promise<readonly ReadyTail[]> {
  const buses = ownAccountBuses(context);
  for (const bus of context.buses)
    if (!buses.includes(bus)) order.onNote(`The bus ${bus.name} is in another account, and is not followed.`);
  const results = await Promise.allSettled(buses.map((bus, index) => openBus(context, order, bus, index)));
  const ready: ReadyTail[] = [];
  const denied: BridgeError[] = [];
  for (const result of results) {
    if (result.status === "fulfilled") ready.push(...(result.value ? [result.value] : []));
    else if (result.reason instanceof BridgeError && isDenied(result.reason)) denied.push(result.reason);
    else throw result.reason;
  }
  if (denied[0] && ready.length === 0) throw denied[0];
  for (const { message, remedy } of denied) order.onNote(`${message} ${remedy}`);
  return ready;
}
