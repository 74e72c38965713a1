import { choosesLetter, type LetterFilter } from "../../../core/dead-letters/letter-filter.ts";
import { letterRemedy } from "../../../core/dead-letters/letter-remedy.ts";
import { child, parseJson } from "../../../core/json/json.ts";
import type { DeadLetterDetail, DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { QueuePair } from "../workspace/provision.ts";
import { isFifo, type Letter } from "./letter-queue.ts";

/** A letter that was received, with what lists show of it. */
export interface ShownLetter {
  readonly letter: Letter;
  readonly row: DeadLetterRow;
  /** When it was sent, in ms since 1970. */
  readonly sentAt: number;
}

/** The letters that were received and neither moved back nor deleted. */
export interface HeldLetters {
  /** @returns the row of a letter that was not held before */
  add(letter: Letter): DeadLetterRow | undefined;
  all(): readonly ShownLetter[];
  find(id: string): ShownLetter | undefined;
  remove(id: string): void;
}

/** Seconds for which SQS keeps a dead letter, as provision.ts sets it. */
export const retentionMs = 14 * 86_400_000;

/** The queue's name as lists have it. */
const listedQueue = (pair: QueuePair): string => (isFifo(pair) ? "ordered" : "deliveries");

function rowOfDelivery({ message, pair }: Letter, sentAt: number): DeadLetterRow {
  const { MessageId: id = "", Body = "", MessageAttributes = {}, Attributes = {} } = message;
  const delivery = parseJson(Body)?.value;
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  const attribute = (name: string): string | null => MessageAttributes[name]?.StringValue ?? null;
  return {
    id,
    queue: listedQueue(pair),
    at: new Date(sentAt).toISOString(),
    deletedAt: new Date(sentAt + retentionMs).toISOString(),
    source: text(child(delivery, "source")) ?? attribute("source"),
    delivery: text(child(delivery, "id")),
    code: attribute("code"),
    reason: attribute("reason"),
    receives: Number(Attributes.ApproximateReceiveCount ?? 0),
    bytes: Buffer.byteLength(Body),
  };
}

/** True where a filter chooses a letter. */
export const chooses = (filter: LetterFilter, { row, letter }: ShownLetter): boolean =>
  choosesLetter(filter, row, letter.message.Body ?? "");

/** One letter with its message. */
export const letterDetail = ({ row, letter }: ShownLetter): DeadLetterDetail => ({
  ...row,
  remedy: letterRemedy(row.code, row.queue, "local"),
  message: letter.message.Body ?? "",
});

/** What lists show of a letter. @param sentAt in ms since 1970 */
export type RowOfLetter = (letter: Letter, sentAt: number) => DeadLetterRow;

/** Holds no letters yet. */
export function holdLetters(rowOf: RowOfLetter = rowOfDelivery): HeldLetters {
  const held = new Map<string, ShownLetter>();
  return {
    add(letter) {
      const { MessageId: id = "", Attributes = {} } = letter.message;
      const known = held.get(id);
      const sentAt = Number(Attributes.SentTimestamp ?? 0);
      const row = known?.row ?? rowOf(letter, sentAt);
      // A letter that is received again has a new receipt handle.
      held.set(id, { letter, row, sentAt });
      return known ? undefined : row;
    },
    all: () => [...held.values()],
    find: (id) => held.get(id),
    remove: (id) => void held.delete(id),
  };
}
