import { setTimeout as sleep } from "node:timers/promises";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { groupsOf } from "../../../core/dead-letters/letter-groups.ts";
import type { DeadLetterRow, Following, LetterOrder, LetterResult } from "../../../operate/dead-letters.ts";
import type { QueuePair } from "../workspace/provision.ts";
import type { HeldLetters, ShownLetter } from "./held-letters.ts";
import { chooses } from "./held-letters.ts";
import { countLetters, discard, isFifo, moveBack } from "./letter-queue.ts";

/** What an order works on. */
export interface LetterWork {
  readonly sqs: SQSClient;
  readonly pairs: readonly QueuePair[];
  readonly held: HeldLetters;
  /** Receives what has become visible in a queue. */
  readonly receive: (pair: QueuePair, waitSeconds: number) => Promise<void>;
  /** Moves a letter back. Default: into the queue that it came from. */
  readonly moveBack?: typeof moveBack;
  readonly onDone: (row: DeadLetterRow, verb: "redrive" | "discard") => void;
  readonly onFailure: (error: unknown) => void;
}

/** What is done, with which letters, and who watches. */
export interface LetterRun {
  readonly verb: "redrive" | "discard";
  readonly order: LetterOrder;
  readonly following: Following;
}

interface Tally {
  matched: number;
  done: number;
  failed: number;
  readonly rows: DeadLetterRow[];
  /** Letters that were tried already: one that fails again waits for the next order. */
  readonly tried: Set<string>;
}

/** A letter that is moved back and fails again comes as another letter: no more are moved than there were at the start. */
async function runOnQueue(
  pair: QueuePair,
  { verb, order, following }: LetterRun,
  work: LetterWork,
  tally: Tally,
): Promise<void> {
  const { sqs, held } = work;
  const act = verb === "redrive" ? (work.moveBack ?? moveBack) : discard;
  const most = isFifo(pair) ? await countLetters(sqs, pair) : Number.POSITIVE_INFINITY;
  const chosen = (): readonly ShownLetter[] =>
    held
      .all()
      .filter(
        (one) => one.letter.pair === pair && !tally.tried.has(one.row.id) && chooses(order.filter, one),
      );
  let seen = 0;
  for (let letters = chosen(); letters.length > 0 && seen < most; letters = chosen()) {
    for (const { row, letter } of letters) {
      if (following.signal?.aborted || seen >= most) return;
      seen++;
      tally.matched++;
      tally.tried.add(row.id);
      tally.rows.push(row);
      try {
        await act(sqs, row.id, letter);
        held.remove(row.id);
        tally.done++;
        work.onDone(row, verb);
      } catch (error) {
        tally.failed++;
        work.onFailure(error);
      }
      following.onProgress?.({ ...progressOf(tally), passedOver: passedOver(order, work) });
      if (order.perSecond !== undefined) await pause(1_000 / order.perSecond, following.signal);
    }
    // In a FIFO queue, the next of each group is visible now. The watcher may receive it instead; a second is enough for its answer.
    if (!isFifo(pair)) return;
    if (seen < most) await work.receive(pair, 1);
  }
}

const progressOf = ({ matched, done, failed }: Tally): Pick<Tally, "matched" | "done" | "failed"> => ({
  matched,
  done,
  failed,
});

const passedOver = ({ filter }: LetterOrder, { held }: LetterWork): number =>
  held.all().filter((letter) => !chooses(filter, letter)).length;

const pause = (ms: number, signal: AbortSignal | undefined): Promise<unknown> =>
  sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);

/** What stays unseen: of a group in a FIFO queue, all but its first letter. */
async function unseenNote({ sqs, pairs, held }: LetterWork): Promise<string | undefined> {
  let hidden = 0;
  for (const pair of pairs.filter(isFifo)) {
    const visible = held.all().filter(({ letter }) => letter.pair === pair).length;
    hidden += Math.max(0, (await countLetters(sqs, pair)) - visible);
  }
  if (hidden === 0) return undefined;
  const letters = hidden === 1 ? "1 letter" : `${hidden} letters`;
  return `Behind others of their group: ${letters} of ordered sources, which SQS shows when those are gone.`;
}

/** Moves chosen letters back, or deletes them; a dry run only counts. */
export async function runLetterOrder(run: LetterRun, work: LetterWork): Promise<LetterResult> {
  const { order, following } = run;
  const tally: Tally = { matched: 0, done: 0, failed: 0, rows: [], tried: new Set() };
  if (order.dryRun) {
    const chosen = work.held.all().filter((letter) => chooses(order.filter, letter));
    tally.matched = chosen.length;
    tally.rows.push(...chosen.map(({ row }) => row));
  } else
    for (const pair of work.pairs) if (!following.signal?.aborted) await runOnQueue(pair, run, work, tally);
  const note = await unseenNote(work);
  return {
    ...progressOf(tally),
    passedOver: passedOver(order, work),
    groups: groupsOf(tally.rows),
    stopped: following.signal?.aborted === true,
    ...(note !== undefined && { note }),
  };
}
