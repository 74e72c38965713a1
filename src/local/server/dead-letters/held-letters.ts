import { child, type Json, parseJson } from "../../../core/json/json.ts";
import type { LogRow, RowLog } from "../lists/row-log.ts";
import type { QueuePair } from "../workspace/provision.ts";
import type { Letter } from "./letter-queue.ts";

/** The letters that were received and not moved back, by message id; each is a row of the log. */
export interface HeldLetters {
  /** @returns the row of a letter that was not held before */
  add(letter: Letter): LogRow | undefined;
  of(pair: QueuePair): readonly (readonly [id: string, letter: Letter])[];
  remove(id: string): void;
}

function letterRecord({ message }: Letter, now: number): Json {
  const { MessageId: id = "", Body = "", MessageAttributes = {}, Attributes = {} } = message;
  const delivery = parseJson(Body)?.value;
  const attribute = (name: string): string | null => MessageAttributes[name]?.StringValue ?? null;
  return {
    id,
    at: new Date(now).toISOString(),
    sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
    source: child(delivery, "source") ?? attribute("source"),
    deliveryId: child(delivery, "id") ?? null,
    code: attribute("code"),
    reason: attribute("reason"),
  };
}

/** Holds no letters yet. Rows of an earlier run are removed: their letters get new ones when they are received again. */
export function holdLetters(log: RowLog, now: () => number): HeldLetters {
  const held = new Map<string, Letter>();
  for (const { text } of log.list(0, Number.MAX_SAFE_INTEGER)) {
    log.remove(String(child(parseJson(text)?.value, "id")));
  }
  return {
    add(letter) {
      const { MessageId: id = "" } = letter.message;
      const known = held.has(id);
      // A letter that is received again has a new receipt handle.
      held.set(id, letter);
      return known ? undefined : log.put(id, () => letterRecord(letter, now()));
    },
    of: (pair) => [...held].filter(([, letter]) => letter.pair === pair),
    remove(id) {
      held.delete(id);
      log.remove(id);
    },
  };
}
