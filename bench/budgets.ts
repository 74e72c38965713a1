import type { Cost } from "./cost/model.ts";
import type { Counts } from "./counts.ts";
import type { Bundle, FunctionName } from "./load/bundles.ts";
import type { Load } from "./load/start.ts";
import type { PipelineRow } from "./micro/pipeline.ts";
import { batchSize } from "./micro/pipeline.ts";
import type { VerifyRow } from "./micro/verify.ts";
import type { Size } from "./payload.ts";
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
  /** What stands in the way where it is missed. */
  readonly why?: string;
}

export const holds = ({ bound, found }: Budget): boolean => found <= bound;

const timed = (what: string, bound: number, spread: Spread, why?: string): Budget => ({
  ...(why && { why }),
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
const worst = <Row>(rows: readonly Row[], spreadOf: (row: Row) => Spread): readonly [Row, Spread] => {
  const [first] = rows
    .map((row) => [row, spreadOf(row)] as const)
    .sort(([, one], [, other]) => other.median - one.median);
  if (!first) throw new Error("nothing was measured");
  return first;
};

const overPeers = {
  "@octokit/webhooks-methods": 0.75,
  "@slack/bolt": 0.45,
  stripe: 0.3,
  svix: 0.25,
  standardwebhooks: 0.15,
} as const;

const hmacAlone =
  "Node's own HMAC and the comparison are most of it on both sides: what is left to save is less than the bound asks for.";

const whyMissed = {
  verify: hmacAlone,
  receive:
    "The floor is one HMAC and one base64. Beside them stand the delivery's id and time, its message's head, six awaits between the ports and the report: a few microseconds, whatever the body's size.",
  publish:
    "The floor reads one field of the payload; a provider with many rules reads some twenty, with fallbacks, and the event has eleven attributes.",
} as const;

const overFloor: Readonly<Record<Size, number>> = { "2 KB": 2, "64 KB": 1.4, "1 MB": 1.3 };

/** Budgets of `verify`, of every scheme against itself and against the vendors' verifiers. */
export function verifyBudgets(rows: readonly VerifyRow[]): readonly Budget[] {
  const peers = Object.entries(overPeers).map(([peer, bound]) => {
    const found = rows
      .filter(({ size }) => size === "2 KB")
      .flatMap((row) => row.peers)
      .find(({ name }) => name === peer);
    if (!found) throw new Error(`${peer} was not measured`);
    return timed(`verify, 2 KB, over ${peer}`, bound, found.accept, whyMissed.verify);
  });
  const [row, spread] = worst(rows, ({ reject }) => reject);
  return [
    ...peers,
    timed(`reject over accept, worst of all schemes (${row.scheme}, ${row.size})`, 1.3, spread),
  ];
}

/** Budgets of `receive` and `publish` without I/O: the worst of the sources that are measured. */
export function pipelineBudgets(rows: {
  readonly receive: readonly PipelineRow[];
  readonly publish: readonly PipelineRow[];
}): readonly Budget[] {
  const receive = Object.entries(overFloor).map(([size, bound]) => {
    const [row, spread] = worst(
      rows.receive.filter((one) => one.size === size),
      (one) => one.overFloor,
    );
    return timed(`receive, ${size}, over the floor (worst: ${row.source})`, bound, spread, whyMissed.receive);
  });
  const [row, spread] = worst(
    rows.publish.filter(({ size }) => size === "2 KB"),
    (one) => one.overFloor,
  );
  return [
    ...receive,
    timed(`publish, 2 KB, over the floor (worst: ${row.source})`, 2, spread, whyMissed.publish),
  ];
}

/** Budgets that are counted. */
export function countBudgets(
  counts: Counts,
  bundles: Readonly<Record<FunctionName, Bundle>>,
  growth: number,
  cost: Cost,
): readonly Budget[] {
  const { calls, webhooks, ledgerWrites } = counts;
  return [
    exact(
      `PutEvents calls for ${batchSize} events`,
      "count",
      1,
      ((calls.PutEvents ?? 0) * batchSize) / webhooks,
    ),
    exact("ledger writes for one event", "count", 1, ledgerWrites / webhooks),
    exact("SQS sends for one webhook", "count", 1, (calls.SendMessage ?? 0) / webhooks),
    exact("receive, bundle", "bytes", 420_000, bundles.receive.bytes),
    exact("publish, bundle", "bytes", 480_000, bundles.publish.bytes),
    exact("growth of both bundles with the catalogue", "bytes", 0, growth),
    exact("a million 2 KB webhooks in batches of 10, counted calls", "dollars", 3.6, cost.calls),
  ];
}

/** Budgets of loading. */
export const loadBudgets = (loads: Readonly<Record<FunctionName, Load>>): readonly Budget[] =>
  (["receive", "publish"] as const).map((name) =>
    timed(`load of ${name} over its SDK clients alone, both beyond bare Node`, 1.15, loads[name].ratio),
  );
