import type { DatabaseSync } from "node:sqlite";
import type { Overview } from "../../../operate/state.ts";
import { notAccepted } from "./request-table.ts";

/** A time range, in ms since 1970, both ends included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

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
  /** When the oldest delivery that waits was received, in ms since 1970. */
  oldestWaiting(): number | undefined;
}

const seriesSteps = 60;

const accepted = `outcome NOT IN ('${notAccepted.join("', '")}')`;

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
  const sums = database.prepare(`SELECT SUM(${accepted}) AS accepted, SUM(outcome = 'refused') AS refused,
    SUM(outcome = 'failed') AS failed, SUM(published) AS published, SUM(duplicates) AS duplicates ${inSpan}`);
  const series =
    database.prepare(`SELECT MIN(CAST((at - ?) * ${seriesSteps} / ? AS INTEGER), ${seriesSteps - 1}) AS step, SUM(${accepted}) AS accepted,
    SUM(outcome = 'refused') AS refused ${inSpan} GROUP BY step`);
  const reasons = database.prepare(`SELECT coalesce(reason, code) AS reason, COUNT(*) AS count ${inSpan}
    AND outcome IN ('refused', 'failed') AND coalesce(reason, code) IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`);
  const troubles =
    database.prepare(`SELECT source, outcome, coalesce(reason, code, '') AS reason, COUNT(*) AS count,
    MIN(at) AS since, MAX(seq) AS last ${inSpan} AND outcome IN ('refused', 'failed') GROUP BY 1, 2, 3 ORDER BY count DESC`);
  const idAt = database.prepare("SELECT id FROM requests WHERE seq = ?");
  const answers = database.prepare(`SELECT source, ms ${inSpan} AND ms IS NOT NULL ORDER BY source, ms`);
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
      reasons.all(from, to).map(({ reason, count }) => ({ reason: String(reason), count: sqlNumber(count) })),
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
    oldestWaiting() {
      const { at } = oldest.get() ?? {};
      return at === null || at === undefined ? undefined : sqlNumber(at);
    },
  };
}
