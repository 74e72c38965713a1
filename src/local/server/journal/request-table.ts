import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ListQuery, Page } from "../../../operate/lists.ts";
import type { RequestOutcome, RequestRow, RequestStep } from "../../../operate/requests.ts";
import {
  both,
  either,
  readJournalPage,
  type SqlCondition,
  type SqlRow,
  type SqlValue,
} from "./lists/journal-page.ts";
import { searchJournal } from "./lists/journal-search.ts";
import { between, containing, oneOf, oneOfTypes } from "./lists/list-conditions.ts";
import type { WriteBatch } from "./write-batch.ts";

/** What the journal knows of a request beside its row. */
interface VerificationFacts {
  /** Which of the provider's schemes decided. */
  readonly scheme?: number;
  /** What vendors called when it came, before `/hooks/`: a tunnel may have another URL since. */
  readonly base?: string;
}

/** What is learnt of a request. What is undefined stays as it was; null removes it. */
export type LearntOfRequest = {
  readonly [Name in Exclude<keyof RequestRow, "id" | "at" | "source" | "outcome"> | keyof VerificationFacts]?:
    | (RequestRow & VerificationFacts)[Name]
    | null
    | undefined;
} & {
  /** When it came, in ms since 1970. */
  readonly at?: number | undefined;
  readonly source?: string | undefined;
  readonly outcome?: RequestOutcome | undefined;
};

/** A request as the journal has it. */
export interface JournalRequest extends VerificationFacts {
  readonly row: RequestRow;
  readonly atMs: number;
}

/** A step with its moment, in ms since 1970. */
export interface JournalStep {
  readonly step: RequestStep["step"];
  readonly at: number;
  readonly detail?: string;
}

/** The requests that came. */
export interface RequestTable {
  /** Writes what was learnt of a request, of one that is new too. */
  write(id: string, change: LearntOfRequest): void;
  addStep(id: string, step: RequestStep["step"], at: number, detail?: string): void;
  find(id: string): JournalRequest | undefined;
  /** In the order in which they were made. */
  steps(id: string): readonly JournalStep[];
  list(query: ListQuery, accepted?: boolean): Page<RequestRow>;
  /** The same without holding up other work, for a `text` that is looked for in payloads. */
  search(query: ListQuery, accepted?: boolean): Promise<Page<RequestRow>>;
  /** Those of which nothing is known after the queue. */
  queued(): readonly string[];
  /** The last request of a source that was accepted. */
  lastAccepted(source: string): RequestRow | undefined;
  /** The last request of a source with this outcome. */
  last(source: string, outcome: RequestOutcome): RequestRow | undefined;
}

const notAccepted: readonly RequestOutcome[] = ["refused", "handshake", "failed"];

/** True for a request that became a delivery. */
export const wasAccepted = ({ outcome }: Pick<RequestRow, "outcome">): boolean =>
  !notAccepted.includes(outcome);

/** The same as a condition of SQL. */
export const acceptedSql = `outcome NOT IN ('${notAccepted.join("', '")}')`;

/** Steps at which a delivery is out of the queue. */
const endSteps: readonly RequestStep["step"][] = ["published", "dead-letter"];

/** The journal keeps this many requests, the newest ones. */
const keptRequests = 20_000;

const rowFields = [
  ...["provider", "status", "ms", "bytes", "handshake", "code", "reason", "detail", "remedy"],
  ...["type", "entity", "action", "subject", "published", "duplicates", "dropped", "secretIndex"],
] as const;

/** A row as lists have it: without the fields that have no value. */
function requestRowOf(stored: SqlRow): RequestRow {
  const known = rowFields.flatMap((name) => (stored[name] === null ? [] : [[name, stored[name]]]));
  const { id, source, outcome } = stored;
  return {
    id: String(id),
    at: new Date(Number(stored.at)).toISOString(),
    source: String(source),
    outcome: outcome as RequestOutcome,
    ...(Object.fromEntries(known) as Partial<RequestRow>),
  };
}

function requestConditions(query: ListQuery, accepted: boolean | undefined): SqlCondition {
  const { reason, text } = query;
  const texts =
    text === undefined ? undefined : containing(["id", "type", "subject", "source", "detail"], text);
  const inEvents = `EXISTS (SELECT 1 FROM events WHERE delivery = requests.id AND
    (instr(lower(eventId), lower(?)) > 0 OR payload_has(events.seq, ?)))`;
  return both([
    ...oneOf("source", query.source),
    ...oneOfTypes("type", query.type),
    ...oneOf("entity", query.entity),
    ...oneOf("action", query.action),
    ...oneOf("outcome", query.outcome),
    ...(reason === undefined ? [] : [either([...oneOf("reason", reason), ...oneOf("code", reason)])]),
    ...between(query),
    ...(texts && text !== undefined ? [either([texts, { sql: inEvents, values: [text, text] }])] : []),
    ...(accepted ? [{ sql: acceptedSql, values: [] }] : []),
  ]);
}

/** The table of requests. */
export function openRequestTable(database: DatabaseSync, batch: WriteBatch): RequestTable {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  function insert(
    id: string,
    { at = 0, source = "unknown", outcome = "queued", ...others }: LearntOfRequest,
  ): void {
    const values: Record<string, SqlValue | undefined> = { id, at, source, outcome, ...others };
    const names = Object.keys(values).filter((name) => values[name] !== undefined);
    const sql = `INSERT INTO requests (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
    const seq = Number(prepared(sql).run(...names.map((name) => values[name] ?? null)).lastInsertRowid);
    if (seq % 1_000 === 0) prepared("DELETE FROM requests WHERE seq <= ?").run(seq - keptRequests);
  }

  function lastOf(condition: string, source: string, ...values: readonly SqlValue[]): RequestRow | undefined {
    const sql = `SELECT * FROM requests WHERE source = ? AND ${condition} ORDER BY seq DESC LIMIT 1`;
    const stored = prepared(sql).get(source, ...values);
    return stored && requestRowOf(stored);
  }

  const list = { database, table: "requests", itemOf: requestRowOf } as const;
  return {
    write(id, change) {
      const values: Record<string, SqlValue | undefined> = { ...change };
      const names = Object.keys(values).filter((name) => values[name] !== undefined);
      if (names.length === 0) return;
      batch.begin();
      const sql = `UPDATE requests SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`;
      const { changes } = prepared(sql).run(...names.map((name) => values[name] ?? null), id);
      if (changes === 0) insert(id, change);
    },
    addStep(id, step, at, detail) {
      batch.begin();
      prepared("INSERT INTO steps VALUES (?, ?, ?, ?)").run(id, step, at, detail ?? null);
      if (endSteps.includes(step))
        prepared("UPDATE requests SET ended = ? WHERE id = ? AND ended IS NULL").run(at, id);
    },
    find(id) {
      const stored = prepared("SELECT * FROM requests WHERE id = ?").get(id);
      if (!stored) return undefined;
      const { scheme, base, at } = stored;
      return {
        row: requestRowOf(stored),
        atMs: Number(at),
        ...(scheme !== null && { scheme: Number(scheme) }),
        ...(base !== null && { base: String(base) }),
      };
    },
    steps: (id) =>
      prepared("SELECT step, at, detail FROM steps WHERE request = ? ORDER BY at, rowid")
        .all(id)
        .map(({ step, at, detail }) => ({
          step: step as RequestStep["step"],
          at: Number(at),
          ...(detail !== null && { detail: String(detail) }),
        })),
    list: (query, accepted) => readJournalPage(list, query, requestConditions(query, accepted)),
    search: (query, accepted) => searchJournal(list, query, requestConditions(query, accepted)),
    queued: () =>
      prepared("SELECT id FROM requests WHERE outcome = 'queued' ORDER BY seq")
        .all()
        .map(({ id }) => String(id)),
    lastAccepted: (source) => lastOf(acceptedSql, source),
    last: (source, outcome) => lastOf("outcome = ?", source, outcome),
  };
}
