import type { DatabaseSync } from "node:sqlite";
import type { Overview } from "../../../../operate/state.ts";
import { acceptedSql } from "../request-table.ts";
import type { DeliveryWait } from "./queue-series.ts";
import type { TimeSpan } from "./time-span.ts";

/** Numbers of a range. */
export type Counted = Pick<Overview, "accepted" | "refused" | "failed" | "published" | "duplicates">;

/** Milliseconds to the answers of a source. */
export interface AnswerTimes {
  readonly source: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Refusals or failures of one cause at one source. */
export interface Trouble {
  readonly source: string;
  readonly outcome: "refused" | "failed";
  readonly reason: string;
  readonly count: number;
  readonly since: string;
  /** The newest of them. */
  readonly id: string;
}

/** Figures of the requests. */
export interface RequestFigures {
  count(span: TimeSpan): Counted;
  series(span: TimeSpan): Overview["series"];
  reasons(span: TimeSpan): Overview["reasons"];
  troubles(span: TimeSpan): readonly Trouble[];
  answers(span: TimeSpan): readonly AnswerTimes[];
  /** Waits of half a second and more, of deliveries that came in the range or up to an hour before, and of all that wait still. */
  waits(span: TimeSpan): readonly DeliveryWait[];
  /** Milliseconds from receipt to the bus, at p99. */
  publishP99(span: TimeSpan): number | undefined;
  /** When the oldest delivery that waits was received, in ms since 1970. */
  oldestWaiting(): number | undefined;
}

/** Steps of a series. */
export const seriesSteps = 60;

/** So long before a range a delivery may have come that still waited in it. */
const longestWaitMs = 3_600_000;

/** Nobody would see a shorter wait in a chart, and each of 20,000 deliveries has one. */
const shortWaitMs = 500;

const inSpan = "FROM requests WHERE at >= ? AND at <= ?";

const sqlNumber = (value: unknown): number => Number(value ?? 0);

/** The smallest value that this share of all does not exceed. @param sorted in rising order */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

function answersOf(rows: readonly { readonly [name: string]: unknown }[]): readonly AnswerTimes[] {
  const bySource = new Map<string, number[]>();
  for (const { source, ms } of rows) {
    const known = bySource.get(String(source));
    if (known) known.push(Number(ms));
    else bySource.set(String(source), [Number(ms)]);
  }
  return Array.from(bySource, ([source, sorted]) => ({
    source,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  }));
}

/** Reads figures with SQL. */
export function openFigures(database: DatabaseSync): RequestFigures {
  const sums = database.prepare(`SELECT SUM(${acceptedSql}) AS accepted, SUM(outcome = 'refused') AS refused,
    SUM(outcome = 'failed') AS failed, SUM(published) AS published, SUM(duplicates) AS duplicates ${inSpan}`);
  const series =
    database.prepare(`SELECT MIN(CAST((at - ?) * ${seriesSteps} / ? AS INTEGER), ${seriesSteps - 1}) AS step, SUM(${acceptedSql}) AS accepted,
    SUM(outcome = 'refused') AS refused ${inSpan} GROUP BY step`);
  const reasons = database.prepare(`SELECT coalesce(reason, code) AS reason, COUNT(*) AS count,
    json_group_array(DISTINCT source) AS sources ${inSpan} AND outcome IN ('refused', 'failed')
    AND coalesce(reason, code) IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`);
  const troubles =
    database.prepare(`SELECT source, outcome, coalesce(reason, code, '') AS reason, COUNT(*) AS count,
    MIN(at) AS since, MAX(seq) AS last ${inSpan} AND outcome IN ('refused', 'failed') GROUP BY 1, 2, 3 ORDER BY count DESC`);
  const idAt = database.prepare("SELECT id FROM requests WHERE seq = ?");
  const answers = database.prepare(`SELECT source, ms ${inSpan} AND ms IS NOT NULL ORDER BY source, ms`);
  const waits =
    database.prepare(`SELECT at AS since, ended AS until ${inSpan} AND ended - at >= ${shortWaitMs}
    UNION ALL SELECT at, NULL FROM requests WHERE outcome IN ('queued', 'deferred') AND ended IS NULL AND at <= ?`);
  const endCount = database.prepare(`SELECT COUNT(ended) AS count ${inSpan}`);
  const slowest = database.prepare(
    `SELECT ended - at AS ms ${inSpan} AND ended IS NOT NULL ORDER BY ms DESC LIMIT 1 OFFSET ?`,
  );
  const oldest = database.prepare(
    "SELECT MIN(at) AS at FROM requests WHERE outcome IN ('queued', 'deferred')",
  );
  return {
    count({ from, to }) {
      const row = sums.get(from, to) ?? {};
      return {
        accepted: sqlNumber(row.accepted),
        refused: sqlNumber(row.refused),
        failed: sqlNumber(row.failed),
        published: sqlNumber(row.published),
        duplicates: sqlNumber(row.duplicates),
      };
    },
    series({ from, to }) {
      const length = Math.max(1, to - from);
      const found = new Map(series.all(from, length, from, to).map((row) => [Number(row.step), row]));
      return Array.from({ length: seriesSteps }, (_, step) => ({
        at: new Date(from + Math.floor((step * length) / seriesSteps)).toISOString(),
        accepted: sqlNumber(found.get(step)?.accepted),
        refused: sqlNumber(found.get(step)?.refused),
      }));
    },
    reasons: ({ from, to }) =>
      reasons.all(from, to).map(({ reason, count, sources }) => ({
        reason: String(reason),
        count: sqlNumber(count),
        sources: JSON.parse(String(sources)) as string[],
      })),
    troubles: ({ from, to }) =>
      troubles.all(from, to).map(({ source, outcome, reason, count, since, last }) => ({
        source: String(source),
        outcome: outcome as Trouble["outcome"],
        reason: String(reason),
        count: sqlNumber(count),
        since: new Date(sqlNumber(since)).toISOString(),
        id: String(idAt.get(sqlNumber(last))?.id),
      })),
    answers: ({ from, to }) => answersOf(answers.all(from, to)),
    waits: ({ from, to }) =>
      waits.all(from - longestWaitMs, to, to).map(({ since, until }) => ({
        since: sqlNumber(since),
        until: until === null ? undefined : sqlNumber(until),
      })),
    publishP99({ from, to }) {
      const count = sqlNumber(endCount.get(from, to)?.count);
      const row = slowest.get(from, to, count - Math.max(1, Math.ceil(count * 0.99)));
      return count === 0 ? undefined : sqlNumber(row?.ms);
    },
    oldestWaiting() {
      const { at } = oldest.get() ?? {};
      return at === null || at === undefined ? undefined : sqlNumber(at);
    },
  };
}
