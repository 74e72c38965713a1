import type { HandlerRow } from "../handlers/measure.ts";
import type { ReceiverRow } from "../http/measure.ts";
import type { BurstRow } from "../load/burst.ts";
import type { ColdStart } from "../load/cold-start.ts";
import type { SourcesRow } from "../load/sources.ts";
import type { PipelineRow } from "../micro/pipeline.ts";
import type { VerifyRow } from "../micro/verify.ts";
import type { ScaleRow } from "../scale/rows.ts";
import { spread, table } from "../table.ts";

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
      "another source's",
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
      `${(simulated.quietWait * 1_000).toFixed(0)} ms`,
      simulated.batch.toFixed(1),
      String(simulated.mostPollers),
      limit?.what ?? "none",
      limit?.moves ?? "",
    ]),
  );
}

/** Receivers over HTTP. */
export function receiversTable(rows: readonly ReceiverRow[], versionOf: (name: string) => string): string {
  const versions: Readonly<Record<string, string>> = { Bento: "1.17.0", Go: "" };
  const named = (name: string): string => `${name} ${versions[name] ?? versionOf(name.toLowerCase())}`.trim();
  return table(
    [
      "receiver",
      "body",
      "webhooks a second",
      "p50, ms",
      "p95, ms",
      "p99, ms",
      "CPU ms a webhook",
      "over Express",
      "most memory",
    ],
    rows.map((row) => [
      named(row.receiver),
      row.size,
      row.perSecond.median.toFixed(0),
      row.p50.toFixed(1),
      row.p95.toFixed(1),
      row.p99.toFixed(1),
      spread(row.cpu),
      spread(row.cpuRatio),
      `${row.peakMegabytes.toFixed(0)} MB`,
    ]),
  );
}

/** Fresh processes on the runtime interface client. */
export const coldStartTable = (rows: readonly ColdStart[]): string =>
  table(
    [
      "function",
      "init, ms",
      "its CPU, ms",
      "first event, ms",
      "its CPU, ms",
      "second, ms",
      "init and first over SDK to queue",
      "CPU of the first over it",
      "init and first by CPU over it",
      "most memory",
    ],
    rows.map((row) => [
      row.function,
      spread(row.init),
      spread(row.initCpu),
      spread(row.first),
      spread(row.firstCpu),
      spread(row.second),
      spread(row.ratio),
      spread(row.cpuRatio),
      spread(row.workRatio),
      `${row.peakMegabytes.toFixed(0)} MB`,
    ]),
  );

/** What grows with the number of sources. */
export const sourcesTable = (rows: readonly SourcesRow[]): string =>
  table(
    ["sources", "bundle of receive, bytes", "load, ms", "receive, over one source"],
    rows.map((row) => [
      String(row.sources),
      row.bytes.toLocaleString("en"),
      spread(row.load),
      spread(row.receive),
    ]),
  );

/** Cold starts that come together. */
export const burstTable = (rows: readonly BurstRow[]): string =>
  table(
    [
      "cold starts within a second",
      "secret store",
      "503s",
      "calls",
      "throttled",
      "secret known, ms at p50",
      "at p95",
    ],
    rows.map((row) => [
      String(row.starts),
      `${row.store === "ssm" ? "Parameter Store, 40 a second" : "Secrets Manager"}${row.isFormer ? ", as it was" : ""}`,
      `${row.failed} (${((row.failed / row.starts) * 100).toFixed(0)} %)`,
      String(row.calls),
      String(row.throttled),
      row.medianMs.toFixed(0),
      row.p95Ms.toFixed(0),
    ]),
  );
