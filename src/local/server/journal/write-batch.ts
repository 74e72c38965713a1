import type { DatabaseSync } from "node:sqlite";

/** Puts the writes of one moment into one transaction, which costs a tenth of a transaction each. */
export interface WriteBatch {
  /** Call it before each write. */
  begin(): void;
  /** Ends the transaction now; it ends by itself before anything else happens in the process. */
  commit(): void;
}

/** Batches for a database that nobody else writes. */
export function batchWrites(database: DatabaseSync): WriteBatch {
  let isOpen = false;
  const commit = (): void => {
    if (!isOpen) return;
    isOpen = false;
    try {
      database.exec("COMMIT");
    } catch (error) {
      // A full disk: the bridge goes on, and its journal has a gap.
      process.emitWarning(error instanceof Error ? error : String(error));
      if (database.isTransaction) database.exec("ROLLBACK");
    }
  };
  return {
    begin() {
      if (isOpen) return;
      database.exec("BEGIN");
      isOpen = true;
      setImmediate(commit);
    },
    commit,
  };
}
