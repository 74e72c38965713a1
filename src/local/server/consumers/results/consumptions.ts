import { DatabaseSync } from "node:sqlite";
import type { ConsumedQuery, ConsumedRow } from "../../../../operate/consumed.ts";
import type { Page } from "../../../../operate/lists.ts";
import { both, either, readJournalPage, type SqlRow } from "../../journal/lists/journal-page.ts";
import { between, containing, oneOf, oneOfTypes } from "../../journal/lists/list-conditions.ts";
import { batchWrites } from "../../journal/write-batch.ts";
import type { ConsumedEvent, ListedEvent } from "./consumed-event.ts";

/** What a consumer has done with an event. */
export interface Consumption extends Pick<ConsumedRow, "state" | "attempts"> {
  /** The last failure. */
  readonly reason?: string;
}

/** The same, with what only lists and the stream show. */
export interface NotedConsumption extends Consumption {
  /** The failure as everybody may see it. */
  readonly shown?: string;
  /** When it is tried again, in ms since 1970. */
  readonly nextAt?: number;
  /** True where no attempt is left: at `nextAt`, it becomes a dead letter. */
  readonly isLast?: boolean;
}

/** Whose consumption it is. */
export type ConsumerOf = Pick<ConsumedRow, "subscription" | "target">;

/** Events that a consumer does not take: those that are tried again, and those that were given up not long ago. */
export interface ConsumerFailures {
  readonly count: number;
  /** The last of these failures; undefined without any. */
  readonly last?: { readonly at: string; readonly reason: string };
}

/** What consumers have done with events, in one SQLite file. */
export interface Consumptions {
  note(consumer: ConsumerOf, event: ListedEvent, consumption: NotedConsumption): void;
  find(
    subscription: string,
    event: ConsumedEvent,
  ): (Consumption & Pick<NotedConsumption, "shown">) | undefined;
  /** How many events have failed and wait for the next attempt. */
  retrying(subscription: string): number;
  /** @param since when what was given up counts, in ms since 1970 */
  failures(subscription: string, since: number): ConsumerFailures;
  /** @param seq the number that `onNoted` got */
  at(seq: number): ConsumedRow | undefined;
  list(query: ConsumedQuery): Page<ConsumedRow>;
  close(): void;
}

/** Where they are kept, and who hears of each. */
export interface ConsumptionsOptions {
  readonly file: string;
  readonly now: () => number;
  readonly onNoted: (seq: number) => void;
}

/** So many are kept, the newest ones. */
const keptConsumptions = 200_000;

const consumptionSchema = `
  CREATE TABLE IF NOT EXISTS consumptions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, event TEXT NOT NULL, replay TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, reason TEXT, UNIQUE (subscription, event, replay)) STRICT;
  CREATE INDEX IF NOT EXISTS consumptions_waiting ON consumptions (subscription) WHERE state = 'waiting';
`;

/** Columns that a file of a former version lacks. */
const addedColumns = [
  "at INTEGER NOT NULL DEFAULT 0",
  "target TEXT NOT NULL DEFAULT 'function'",
  "shown TEXT",
  "nextAt INTEGER",
  "isLast INTEGER NOT NULL DEFAULT 0",
  "type TEXT NOT NULL DEFAULT ''",
  "source TEXT NOT NULL DEFAULT ''",
  "delivery TEXT NOT NULL DEFAULT ''",
] as const;

const failuresIndex =
  "CREATE INDEX IF NOT EXISTS consumptions_failing ON consumptions (subscription, at) WHERE state <> 'delivered'";

function openTable(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${consumptionSchema}`);
  const has = database.prepare("SELECT 1 FROM pragma_table_info('consumptions') WHERE name = ?");
  for (const column of addedColumns)
    if (!has.get(column.split(" ")[0] ?? "")) database.exec(`ALTER TABLE consumptions ADD COLUMN ${column}`);
  database.exec(failuresIndex);
  return database;
}

const momentText = (ms: unknown): string => new Date(Number(ms)).toISOString();

function consumedRow(stored: SqlRow): ConsumedRow {
  const text = (name: string): string => String(stored[name]);
  const { at, nextAt, isLast, shown, replay } = stored;
  return {
    id: String(stored.seq),
    at: momentText(at),
    subscription: text("subscription"),
    target: text("target") as ConsumedRow["target"],
    state: text("state") as ConsumedRow["state"],
    attempts: Number(stored.attempts),
    ...(shown !== null && { reason: String(shown) }),
    ...(nextAt !== null && { [isLast ? "deadLetterAt" : "nextAt"]: momentText(nextAt) }),
    event: text("event"),
    ...(replay !== "" && { replay: String(replay) }),
    type: text("type"),
    source: text("source"),
    delivery: text("delivery"),
  };
}

/** The columns in which a text is looked for. */
const searchedColumns = ["subscription", "event", "type", "source", "delivery", "shown"] as const;

const consumedConditions = ({ subscription, source, type, text, ...range }: ConsumedQuery) =>
  both([
    ...oneOf("subscription", subscription === undefined ? undefined : [subscription]),
    ...oneOf("source", source),
    ...oneOfTypes("type", type),
    ...between(range),
    ...(text === undefined ? [] : [either([containing(searchedColumns, text)])]),
  ]);

/** Opens the file. */
export function openConsumptions({ file, now, onNoted }: ConsumptionsOptions): Consumptions {
  const database = openTable(file);
  const batch = batchWrites(database);
  const columns = ["subscription", "event", "replay", "at", "target", "state", "attempts", "reason", "shown"];
  const all = [...columns, "nextAt", "isLast", "type", "source", "delivery"];
  const write = database.prepare(
    `INSERT INTO consumptions (${all.join(", ")}) VALUES (${all.map(() => "?").join(", ")})
     ON CONFLICT DO UPDATE SET ${all
       .slice(3)
       .map((name) => `${name} = excluded.${name}`)
       .join(", ")} RETURNING seq`,
  );
  const prune = database.prepare("DELETE FROM consumptions WHERE seq <= ?");
  const read = database.prepare(
    "SELECT * FROM consumptions WHERE subscription = ? AND event = ? AND replay = ?",
  );
  const bySeq = database.prepare("SELECT * FROM consumptions WHERE seq = ?");
  const count = database.prepare(
    "SELECT COUNT(*) AS many FROM consumptions WHERE subscription = ? AND state = 'waiting' AND attempts > 0",
  );
  const failing =
    "subscription = ? AND state <> 'delivered' AND ((state = 'failed' AND at >= ?) OR (state = 'waiting' AND attempts > 0))";
  const countFailures = database.prepare(`SELECT COUNT(*) AS many FROM consumptions WHERE ${failing}`);
  const lastFailure = database.prepare(
    `SELECT at, shown FROM consumptions WHERE ${failing} AND shown IS NOT NULL ORDER BY at DESC, seq DESC LIMIT 1`,
  );
  const listed = { database, table: "consumptions", itemOf: consumedRow } as const;
  return {
    note({ subscription, target }, { id, replay = "", type, source, delivery }, noted) {
      batch.begin();
      const { state, attempts, reason = null, shown = reason, nextAt = null, isLast = false } = noted;
      const result = [now(), target, state, attempts, reason, shown, nextAt, Number(isLast)];
      const { seq } = write.get(subscription, id, replay, ...result, type, source, delivery) ?? {};
      if (Number(seq) % 1_000 === 0) prune.run(Number(seq) - keptConsumptions);
      onNoted(Number(seq));
    },
    find(subscription, { id, replay = "" }) {
      const row = read.get(subscription, id, replay);
      if (!row) return undefined;
      const { state, attempts, reason, shown } = row;
      return {
        state: state as Consumption["state"],
        attempts: Number(attempts),
        ...(reason !== null && { reason: String(reason) }),
        ...(shown !== null && { shown: String(shown) }),
      };
    },
    retrying: (subscription) => Number(count.get(subscription)?.many ?? 0),
    failures(subscription, since) {
      const last = lastFailure.get(subscription, since);
      return {
        count: Number(countFailures.get(subscription, since)?.many ?? 0),
        ...(last && { last: { at: momentText(last.at), reason: String(last.shown) } }),
      };
    },
    at(seq) {
      const row = bySeq.get(seq);
      return row && consumedRow(row);
    },
    list: (query) => readJournalPage(listed, query, consumedConditions(query)),
    close() {
      batch.commit();
      database.close();
    },
  };
}
