import { LetterGroups } from "../../core/dead-letters/letter-groups.ts";
import { type LetterQueue, letterFacts } from "./letter.ts";
import { LetterChoice, type PassedOver } from "./letter-choice.ts";
import type { OrderEnd, OrderOptions } from "./letter-order.ts";
import { type LookEnd, lookThrough } from "./look-through.ts";

/** What an order would do, and how much of the queues was seen for that. */
export interface OrderPreview extends OrderEnd {
  readonly looks: readonly LookEnd[];
}

/** Letters that a preview looks at in one queue. */
const mostPreviewed = 50_000;

/** Counts the letters of an order without doing anything to them. In a FIFO queue, these are the first ones of each group. */
export async function previewOrder(
  queues: readonly LetterQueue[],
  { sqs, now, action, filter, signal }: OrderOptions,
): Promise<OrderPreview> {
  const groups = new LetterGroups();
  const passed = new Map<PassedOver, number>();
  const choice = new LetterChoice(filter, action, now());
  let matched = 0;
  const looks: LookEnd[] = [];
  for (const queue of queues) {
    const look = await lookThrough(queue, {
      sqs,
      now,
      most: mostPreviewed,
      signal,
      visit(letter) {
        const facts = letterFacts(letter);
        const why = choice.passes(letter, facts);
        if (why !== undefined) passed.set(why, (passed.get(why) ?? 0) + 1);
        else {
          matched++;
          groups.add(facts);
        }
        return false;
      },
    });
    looks.push(look);
  }
  const passedOver = [...passed.values()].reduce((sum, count) => sum + count, 0);
  return {
    ...{ matched, done: 0, failed: 0, passedOver, groups: groups.list(), passed, inBoth: 0, looks },
    stopped: signal?.aborted ?? false,
  };
}
