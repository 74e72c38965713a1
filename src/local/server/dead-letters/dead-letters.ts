import { setTimeout as sleep } from "node:timers/promises";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { groupsOf } from "../../../core/dead-letters/letter-groups.ts";
import type { DeadLetterQuery } from "../../../operate/bridge.ts";
import type {
  DeadLetterDetail,
  DeadLetterGroup,
  DeadLetterRow,
  Following,
  LetterOrder,
  LetterResult,
} from "../../../operate/dead-letters.ts";
import type { Page } from "../../../operate/lists.ts";
import type { QueuePair } from "../workspace/provision.ts";
import { holdLetters, letterDetail, type RowOfLetter, type ShownLetter } from "./held-letters.ts";
import { type LetterWork, runLetterOrder } from "./letter-order.ts";
import { listLetters } from "./letter-page.ts";
import { countLetters, receiveLetters } from "./letter-queue.ts";

/** What the watcher of the dead-letter queues needs. */
export interface DeadLettersOptions
  extends Pick<LetterWork, "sqs" | "pairs" | "onDone" | "onFailure" | "moveBack"> {
  /** Default: that of a delivery. */
  readonly rowOf?: RowOfLetter;
  /** Visibility timeout, in seconds, of the letters that are shown. */
  readonly holdSeconds: number;
  /** A letter that was not known before. */
  readonly onLetter: (row: DeadLetterRow) => void;
}

/** The dead-letter queues, as they are held here, so that listing them changes nothing. A FIFO queue shows the first letter of each group. */
export interface DeadLetters {
  list(query: DeadLetterQuery): Page<DeadLetterRow>;
  /** All that are held. */
  held(): readonly ShownLetter[];
  find(id: string): DeadLetterDetail | undefined;
  groups(): readonly DeadLetterGroup[];
  /** Those behind others of their group included. */
  count(): Promise<number>;
  run(verb: "redrive" | "discard", order: LetterOrder, following: Following): Promise<LetterResult>;
  close(): Promise<void>;
}

/** Polls a queue until `signal` aborts. */
async function poll(
  pair: QueuePair,
  receive: LetterWork["receive"],
  signal: AbortSignal,
  onFailure: DeadLettersOptions["onFailure"],
): Promise<void> {
  while (!signal.aborted) {
    try {
      await receive(pair, 20);
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      await sleep(1000);
    }
  }
}

const countAll = async (sqs: SQSClient, pairs: readonly QueuePair[]): Promise<number> => {
  const counts = await Promise.all(pairs.map((pair) => countLetters(sqs, pair)));
  return counts.reduce((sum, count) => sum + count, 0);
};

/** Starts watching the dead-letter queues. */
export function watchDeadLetters(options: DeadLettersOptions): DeadLetters {
  const { sqs, pairs, holdSeconds, moveBack, onLetter, onDone, onFailure } = options;
  const held = holdLetters(options.rowOf);
  const stopping = new AbortController();
  const { signal } = stopping;

  async function receive(pair: QueuePair, waitSeconds: number): Promise<void> {
    for (const letter of await receiveLetters(sqs, pair, { waitSeconds, holdSeconds, signal })) {
      const row = held.add(letter);
      if (row) onLetter(row);
    }
  }

  const loops = pairs.map((pair) => poll(pair, receive, signal, onFailure));
  const work: LetterWork = {
    sqs,
    pairs,
    held,
    receive,
    onDone,
    onFailure,
    ...(moveBack && { moveBack }),
  };
  return {
    list: (query) => listLetters(held.all(), query),
    held: held.all,
    find(id) {
      const letter = held.find(id);
      return letter && letterDetail(letter);
    },
    groups: () => groupsOf(held.all().map(({ row }) => row)),
    count: () => countAll(sqs, pairs),
    async run(verb, order, following) {
      return runLetterOrder({ verb, order, following }, work);
    },
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
