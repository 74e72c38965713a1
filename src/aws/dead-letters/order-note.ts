import { unreadableCode } from "../../core/dead-letters/letter-filter.ts";
import type { PassedOver } from "./letter-choice.ts";
import type { OrderEnd } from "./letter-order.ts";
import type { LookEnd } from "./look-through.ts";

const lettersText = (count: number): string => `${count} ${count === 1 ? "letter" : "letters"}`;

const staysOrStay = (count: number): string => (count === 1 ? "stays" : "stay");

/** What is said of letters that were left alone. What the filter does not choose needs no word. */
const passedNotes: Partial<Readonly<Record<PassedOver, (count: number) => string>>> = {
  unreadable: (count) =>
    `${lettersText(count)} that \`publish\` can't read ${staysOrStay(count)}: ask for such with --code ${unreadableCode} once a release is deployed that can.`,
  "came-back": (count) =>
    `${lettersText(count)} came back at once, and ${staysOrStay(count)}: the cause is not corrected.`,
  newer: (count) => `${lettersText(count)} came after the order was given, and ${staysOrStay(count)}.`,
  behind: (count) =>
    `${lettersText(count)} ${staysOrStay(count)} behind another of the same group that stays, and would overtake it.`,
  "no-queue": (count) =>
    `${lettersText(count)} of EventBridge itself ${staysOrStay(count)}, with no queue to go back to: replay that time for the rule.`,
};

/** What to know of an order that its numbers do not say; undefined where there is nothing. */
export function orderNote({ passed, inBoth, failure, failed }: OrderEnd): string | undefined {
  const notes = [
    ...Array.from(passed, ([why, count]) => passedNotes[why]?.(count)),
    failed > 0 && failure !== undefined ? `SQS says of the first that failed: ${failure}` : undefined,
    inBoth > 0
      ? `${lettersText(inBoth)} sent back could not be deleted: such are seen again, and published once.`
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
