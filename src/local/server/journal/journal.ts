import { type ChangeLog, openChangeLog } from "./change-log.ts";
import { type EventIndex, type IndexedEvent, openEventIndex } from "./event-index.ts";
import { openFigures, type RequestFigures } from "./figures/request-figures.ts";
import { openJournalFile } from "./journal-file.ts";
import { openRequestTable, type RequestTable } from "./request-table.ts";
import { batchWrites } from "./write-batch.ts";

/** What came and what became of it, in one SQLite file that survives a kill. */
export interface Journal {
  readonly requests: RequestTable;
  readonly events: EventIndex;
  readonly figures: RequestFigures;
  readonly changes: ChangeLog;
  /** Where an older file that can't be read on was put. */
  readonly keptAside?: string;
  close(): void;
}

/** Reads the envelope of an event of the index. */
export type ReadEnvelope = (event: IndexedEvent) => string | undefined;

/**
 * Opens the journal.
 * @param envelopeOf for searches in payloads
 */
export function openJournal(path: string, envelopeOf: ReadEnvelope, keptChanges?: number): Journal {
  const { database, keptAside } = openJournalFile(path);
  const batch = batchWrites(database);
  const events = openEventIndex(database, batch);
  database.function("payload_has", (seq, text) => {
    const event = events.at(Number(seq));
    const envelope = event && envelopeOf(event);
    return envelope?.toLowerCase().includes(String(text).toLowerCase()) ? 1 : 0;
  });
  return {
    requests: openRequestTable(database, batch),
    events,
    figures: openFigures(database),
    changes: openChangeLog(database, batch, keptChanges),
    ...(keptAside !== undefined && { keptAside }),
    close() {
      batch.commit();
      database.close();
    },
  };
}
