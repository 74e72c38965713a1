import { assumedMs, costOf, frontDoors, quickStartCost } from "./cost/model.ts";
import type { HandlerRow } from "./handlers/measure.ts";
import type { PipelineRow } from "./micro/pipeline.ts";
import type { VerifyRow } from "./micro/verify.ts";
import type { ScaleRow } from "./scale/rows.ts";
import { spread, table } from "./table.ts";

/** Every scheme at every size, and the vendors' verifiers. */
export function verifyTable(rows: readonly VerifyRow[], versionOf: (name: string) => string): string {
  return table(
    ["scheme", "body", "µs", "reject / accept", "over the vendor's verifier", "and its refusal"],
    rows.flatMap((row) => {
      const own = [row.scheme, row.size, spread(row.accept.cost), spread(row.reject)];
      if (row.peers.length === 0) return [[...own, "", ""]];
      return row.peers.map(({ name, accept, reject }) => {
        const [base = ""] = name.split(" ");
        return [...own, `${spread(accept)} × ${name} ${versionOf(base)}`, spread(reject)];
      });
    }),
  );
}

/** `receive` or `publish` over its floor. */
export function pipelineTable(rows: readonly PipelineRow[]): string {
  const others = Object.keys(rows[0]?.others ?? {});
  return table(
    ["source", "body", "floor, µs", "over the floor", ...others],
    rows.map((row) => [
      row.source,
      row.size,
      spread(row.floor),
      spread(row.overFloor),
      ...others.map((name) => (row.others[name] ? spread(row.others[name]) : "")),
    ]),
  );
}

/** Handlers with I/O. */
export function handlersTable(rows: readonly HandlerRow[]): string {
  return table(
    [
      "handler",
      "body",
      "at a time",
      "webhooks a second",
      "p50, ms",
      "p95, ms",
      "p99, ms",
      "CPU ms a webhook",
      "over SDK to queue",
    ],
    rows.map((row) => [
      row.handler,
      row.size,
      String(row.concurrency),
      row.perSecond.median.toFixed(0),
      row.p50.toFixed(1),
      row.p95.toFixed(1),
      row.p99.toFixed(1),
      spread(row.cpu),
      spread(row.cpuRatio),
    ]),
  );
}

/** Bursts, on paper and simulated. */
export function scaleTable(rows: readonly ScaleRow[]): string {
  const seconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} s`;
  return table(
    [
      "webhooks a second",
      "PutEvents quota",
      "drained after, on paper",
      "simulated",
      "longest wait",
      "a batch",
      "pollers",
      "first limit",
      "what moves it",
    ],
    rows.map(({ perSecond, putEvents, drainSeconds, simulated, limit }) => [
      perSecond.toLocaleString("en"),
      putEvents.toLocaleString("en"),
      seconds(drainSeconds),
      seconds(simulated.drainSeconds),
      seconds(simulated.longestWait),
      simulated.batch.toFixed(1),
      String(simulated.mostPollers),
      limit?.what ?? "none",
      limit?.moves ?? "",
    ]),
  );
}

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

/** A million webhooks at each front door, size and batch. */
export async function costTable(): Promise<string> {
  const rows: string[][] = [];
  for (const frontDoor of frontDoors)
    for (const [size, bytes] of [
      ["2 KB", 2_048],
      ["64 KB", 65_536],
      ["256 KB", 262_144],
      ["1 MB", 1_048_576],
    ] as const)
      for (const batchSize of [10, 1]) {
        const quick = quickStartCost(1e6, bytes, assumedMs.quickStartMs);
        const cost = await costOf({ webhooks: 1e6, size: bytes, frontDoor, batchSize, ...assumedMs });
        rows.push([
          frontDoor,
          size,
          String(batchSize),
          money(cost.calls),
          money(cost.withDurations),
          money(cost.withLogs),
          quick === undefined ? "too large" : money(quick),
        ]);
      }
  const head = [
    "front door",
    "body",
    "batch",
    "counted calls",
    "with durations",
    "with logs",
    "AWS's quick start",
  ];
  return table(head, rows);
}
