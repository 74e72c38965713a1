import type { StreamItem, StreamQuery } from "../../../../operate/bridge.ts";
import { type ItemRow, itemFilter } from "../../../../operate/stream/item-filter.ts";
import type { JournalChange } from "../../journal/change-log.ts";
import { placeOfCursor } from "../../journal/lists/journal-page.ts";
import type { BridgeParts } from "../bridge-parts.ts";
import { eventRecord } from "./event-records.ts";

/** Changes that are read at once. */
const changesAtOnce = 200;

/** What a change is of, as it is now; undefined where that is gone. */
function changedItem(
  { journal, workspace, deadLetters, consumers }: BridgeParts,
  { seq, kind, ref }: JournalChange,
): ItemRow | undefined {
  const id = String(seq);
  if (kind === "request") {
    const request = journal.requests.find(ref);
    return request && { id, kind, row: request.row };
  }
  if (kind === "event") {
    const event = journal.events.at(Number(ref));
    return event && { id, kind, row: eventRecord(event, workspace.feed) };
  }
  if (kind === "consumed") {
    const row = consumers.consumptions.at(Number(ref));
    return row && { id, kind, row };
  }
  const letter = deadLetters.find(ref);
  if (!letter) return undefined;
  const { message: _, remedy: __, ...row } = letter;
  return { id, kind, row };
}

/** Waits until something has changed, or the reader has left. */
function nextChange(parts: BridgeParts, signal: AbortSignal, seen: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const { changes } = parts.journal;
    const stop = changes.listen(done);
    signal.addEventListener("abort", done);
    if (signal.aborted || changes.bounds().last > seen) done();
  });
}

/**
 * What happens, as it happens. It is read from the journal, so that a reader can come back after a break, and a slow one costs no
 * memory: one that is slower than the journal forgets gets the number of what it has missed.
 */
export async function* streamItems(
  parts: BridgeParts,
  query: StreamQuery,
): AsyncGenerator<StreamItem, void, undefined> {
  const { changes } = parts.journal;
  const { signal, lastId } = query;
  const lets = itemFilter(query);
  const { last: newest } = changes.bounds();
  // An id that is newer than all is of a journal that was put aside.
  let at = Math.min(placeOfCursor(lastId) ?? newest, newest);
  while (!signal.aborted) {
    const { first } = changes.bounds();
    if (first > at + 1) {
      const count = first - 1 - at;
      at = first - 1;
      yield { id: String(at), kind: "gap", count };
    }
    const found = changes.after(at, changesAtOnce);
    if (found.length === 0) await nextChange(parts, signal, at);
    for (const change of found) {
      if (signal.aborted) return;
      at = change.seq;
      const item = changedItem(parts, change);
      if (item && lets(item)) yield item;
    }
  }
}
