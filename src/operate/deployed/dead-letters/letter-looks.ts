import { isFifoQueue, letterFacts } from "../../../aws/dead-letters/letter.ts";
import { type LookEnd, lookThrough } from "../../../aws/dead-letters/look-through.ts";
import { type LookSum, sumOfLooks } from "../../../aws/dead-letters/order-note.ts";
import type { DeadLetterRow } from "../../../core/dead-letters/dead-letter.ts";
import { choosesLetter, type LetterFilter } from "../../../core/dead-letters/letter-filter.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import type { PlacedQueue } from "./placed-queues.ts";

/** Letters that a list looks at in one queue. */
const mostInList = 20_000;

/** A list that is asked for page by page takes what was seen when its first page was asked for, for so long. */
const pagesMs = 60_000;

/** What a look has found. */
export interface LetterLook extends LookSum {
  /** When it began, in ms since 1970. */
  readonly asOf: number;
  readonly rows: readonly DeadLetterRow[];
  /** What could not be looked at, and why. */
  readonly unseen: string | undefined;
}

/** Looks at dead-letter queues, one look after another: two at the same time would hide letters from each other. */
export class LetterLooks {
  readonly #context: DeployedContext;
  #last: Promise<unknown> = Promise.resolve();
  #kept: { readonly key: string; readonly look: LetterLook } | undefined;

  constructor(context: DeployedContext) {
    this.#context = context;
  }

  /** Does something with the queues when nothing else does. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /**
   * The letters that a filter chooses.
   * @param pages `key` is the same for all pages of a list, `anew` is for the first of them
   */
  async look(
    queues: () => Promise<{ readonly placed: readonly PlacedQueue[]; readonly unseen?: string | undefined }>,
    filter: LetterFilter,
    { key, anew = false }: { readonly key: string; readonly anew?: boolean },
  ): Promise<LetterLook> {
    const { now } = this.#context;
    const kept = this.#kept;
    if (!anew && kept?.key === key && now() - kept.look.asOf < pagesMs) return kept.look;
    const { placed, unseen } = await queues();
    const look = await this.alone(() => this.#lookAt(placed, filter, unseen));
    this.#kept = { key, look };
    return look;
  }

  async #lookAt(
    queues: readonly PlacedQueue[],
    filter: LetterFilter,
    unseen: string | undefined,
  ): Promise<LetterLook> {
    const { now } = this.#context;
    const asOf = now();
    const rows: DeadLetterRow[] = [];
    const looks: LookEnd[] = await askAws("look at the dead letters", () =>
      Promise.all(
        queues.map(({ sqs, queue }) =>
          lookThrough(queue, {
            sqs,
            now,
            most: mostInList,
            visit(letter) {
              const facts = letterFacts(letter);
              if (choosesLetter(filter, facts, letter.message.Body ?? "")) rows.push(facts);
              return false;
            },
          }),
        ),
      ),
    );
    const sum = sumOfLooks(
      looks,
      queues.some(({ queue }) => isFifoQueue(queue)),
    );
    return { ...sum, asOf, rows, unseen };
  }
}
