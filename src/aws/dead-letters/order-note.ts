import type { PassedOver } from "./letter-choice.ts";
import { unreadableCode } from "./letter-filter.ts";
import type { OrderEnd } from "./letter-order.ts";
import type { LookEnd } from "./look-through.ts";

const letterCount = (count: number): string => `${count} ${count === 1 ? "letter" : "letters"}`;

/** What is said of letters that were left alone. What the filter does not choose needs no word. */
const passedNotes: Partial<Readonly<Record<PassedOver, (count: string) => string>>> = {
  unreadable: (count) =>
    `${count} that \`publish\` can't read stay: ask for them with --code ${unreadableCode} once a release is deployed that can.`,
  "came-back": (count) => `${count} came back at once, and stay: their cause is not corrected.`,
  newer: (count) => `${count} came after the order was given, and stay.`,
  behind: (count) => `${count} stay behind a letter of their group that stays: they would overtake it.`,
  "no-queue": (count) =>
    `${count} of EventBridge itself have no queue to go back to: replay their time for the rule.`,
};

/** What to know of an order that its numbers do not say; undefined where there is nothing. */
export function orderNote({ passed, inBoth, failure, failed }: OrderEnd): string | undefined {
  const notes = [
    ...Array.from(passed, ([why, count]) => passedNotes[why]?.(letterCount(count))),
    failed > 0 && failure !== undefined ? `SQS says of the first that failed: ${failure}` : undefined,
    inBoth > 0
      ? `${letterCount(inBoth)} were sent back and could not be deleted: they will be seen again, and are published once.`
      : undefined,
  ].filter((note) => note !== undefined);
  return notes.length > 0 ? notes.join(" ") : undefined;
}

/** How much of the queues was seen. */
export interface LookSum {
  readonly seen: number;
  /** As SQS counts: about right. */
  readonly counted: number;
  /** False where more may be there than was seen. */
  readonly complete: boolean;
  readonly note: string | undefined;
}

/**
 * How much of the queues was seen, and what else may be in them. SQS gives no order and no exact number, and hides what somebody else has received.
 * @param fifo true where one of them is a FIFO queue
 */
export function sumOfLooks(looks: readonly LookEnd[], fifo: boolean): LookSum {
  const total = (numberOf: (look: LookEnd) => number): number =>
    looks.reduce((sum, look) => sum + numberOf(look), 0);
  const [seen, counted] = [total((look) => look.seen), total((look) => look.counted)];
  const hidden = total(({ hiddenByOthers }) => hiddenByOthers);
  const complete = looks.every((look) => look.complete) && seen >= counted;
  const notes = [
    complete ? undefined : `${seen} of about ${counted} were seen.`,
    hidden > 0
      ? `About ${hidden} were hidden, because somebody else had received them: they show again after their visibility timeout.`
      : undefined,
    fifo && seen < counted ? "A FIFO queue shows the first letters of each group only." : undefined,
  ].filter((note) => note !== undefined);
  return { seen, counted, complete, note: notes.length > 0 ? notes.join(" ") : undefined };
}
