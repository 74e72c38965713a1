import { type Counted, catalogueBytes } from "./count.ts";
import type { HandlerRow } from "./handlers/measure.ts";
import type { ReceiverRow } from "./http/measure.ts";
import { failuresOf200 } from "./load/burst.ts";
import type { ColdStart } from "./load/cold-start.ts";
import { batchSize, type PipelineRows } from "./micro/pipeline.ts";
import type { VerifyRow } from "./micro/verify.ts";
import type { Spread } from "./rounds.ts";

/** A bound of the design and what was found. */
export interface Budget {
  readonly what: string;
  readonly bound: number;
  readonly found: number;
  /** Quartiles, where it was timed. */
  readonly spread?: Spread;
  readonly unit: "ratio" | "count" | "bytes" | "dollars";
  /** True when it is counted and not timed: the same on every machine. */
  readonly exact: boolean;
}

/** Something that is measured and has no bound. */
export interface Figure {
  readonly what: string;
  readonly spread: Spread;
}

export const holds = ({ bound, found }: Budget): boolean => found <= bound;

const timed = (what: string, bound: number, spread: Spread): Budget => ({
  what,
  bound,
  found: spread.median,
  spread,
  unit: "ratio",
  exact: false,
});

const exact = (what: string, unit: Budget["unit"], bound: number, found: number): Budget => ({
  what,
  bound,
  found,
  unit,
  exact: true,
});

/** The row whose median is worst. */
function worst<Row>(rows: readonly Row[], spreadOf: (row: Row) => Spread): readonly [Row, Spread] {
  const [first] = rows
    .map((row) => [row, spreadOf(row)] as const)
    .sort(([, one], [, other]) => other.median - one.median);
  if (!first) throw new Error("nothing was measured");
  return first;
}

function only<Row>(rows: readonly Row[], wanted: (row: Row) => boolean, what: string): Row {
  const found = rows.find(wanted);
  if (!found) throw new Error(`${what} was not measured`);
  return found;
}

/** Budgets of a fresh process; none where no cold start can be measured. */
export function coldStartBudgets(rows: readonly ColdStart[] | undefined): readonly Budget[] {
  if (!rows) return [];
  const receive = only(rows, ({ function: name }) => name === "receive", "receive's cold start");
  return [
    timed("receive, init and first event at 0.58 of a CPU, over SDK to queue", 1, receive.ratio),
    timed("receive, CPU of the first event, over SDK to queue", 0.4, receive.cpuRatio),
  ];
}

/** Budgets of receivers that run. */
export const receiverBudgets = (rows: readonly ReceiverRow[]): readonly Budget[] =>
  ["2 KB", "64 KB"].map((wanted) => {
    const row = only(
      rows,
      ({ receiver, size }) => receiver === "Hookbridge" && size === wanted,
      "the receiver",
    );
    return timed(
      `receive over HTTP, ${wanted}, CPU over Express with the vendor's verifier`,
      1.2,
      row.cpuRatio,
    );
  });

/** The budget of `publish` with its clients. */
export function publishBudget(rows: readonly HandlerRow[]): Budget {
  const row = only(
    rows,
    ({ handler, size, concurrency }) => handler === "publish" && size === "2 KB" && concurrency > 1,
    "publish",
  );
  return timed(
    `publish with I/O, batch of ${batchSize}, CPU of a webhook over SDK to queue`,
    0.85,
    row.cpuRatio,
  );
}

/** The budget of a refusal: what it costs must not tell what was wrong. */
export function rejectBudget(rows: readonly VerifyRow[]): Budget {
  const [row, spread] = worst(rows, ({ reject }) => reject);
  return timed(`reject over accept, worst of all schemes (${row.scheme}, ${row.size})`, 1.3, spread);
}

/** Budgets that are counted. */
export function countBudgets({ counts, bundles, growth, bills, bursts }: Counted): readonly Budget[] {
  const { calls, webhooks, ledgerWriteCalls } = counts;
  const million = "a million webhooks of 2 KB, everything counted but archives";
  const perBatch = (count: number): number => (count * batchSize) / webhooks;
  return [
    exact("receive, bytes loaded at start", "bytes", 300_000, bundles.receive.bytes),
    exact(
      "503s of 200 cold starts within a second, secret store at 40 calls a second",
      "count",
      0,
      failuresOf200(bursts),
    ),
    exact("a month without a webhook, 5 sources, default alarms", "dollars", 14, bills.idle),
    exact("a month without a webhook, 5 sources, all alarms", "dollars", 18, bills.idleAllAlarms),
    exact(`${million}, batches of ${batchSize}`, "dollars", 4.6, bills.batches),
    exact(`${million}, batches of 1`, "dollars", 5.8, bills.single),
    exact(`${million}, function URL, batches of ${batchSize}`, "dollars", 3.5, bills.functionUrl),
    exact(
      "log of a webhook, access log and Lambda's own lines included, batches of 1",
      "bytes",
      1_700,
      bills.logBytes,
    ),
    exact("SendMessage calls for a webhook", "count", 1, (calls.SendMessage ?? 0) / webhooks),
    exact(`PutEvents calls for ${batchSize} events`, "count", 1, perBatch(calls.PutEvents ?? 0)),
    exact(`ledger writes (calls) for ${batchSize} events`, "count", 1, perBatch(ledgerWriteCalls)),
    exact(catalogueBytes, "bytes", 0, growth),
  ];
}

/**
 * What is shown without a verdict: `verify` over the vendors' verifiers, the pipeline without I/O over its floors, and a cold start's
 * processor time, which does not tell how long it waits.
 */
export function figures(
  verify: readonly VerifyRow[],
  pipeline: PipelineRows,
  coldStarts: readonly ColdStart[] | undefined,
): readonly Figure[] {
  const peers = verify
    .filter(({ size }) => size === "2 KB")
    .flatMap(({ peers: all }) => all)
    .map(({ name, accept }) => ({ what: `verify, 2 KB, over ${name}`, spread: accept }));
  const floors = (["receive", "publish"] as const).map((name) => {
    const rows = pipeline[name].filter(({ size }) => size === "2 KB");
    const [row, spread] = worst(rows, ({ overFloor }) => overFloor);
    return { what: `${name} without I/O, 2 KB, over its floor (worst: ${row.source})`, spread };
  });
  const starts = (coldStarts ?? [])
    .filter(({ function: name }) => name === "receive")
    .map(({ workRatio }) => ({
      what: "receive, the same cold start by its CPU, over SDK to queue",
      spread: workRatio,
    }));
  return [...starts, ...peers, ...floors];
}
