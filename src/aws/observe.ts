import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { BridgeError } from "../core/errors.ts";
import type { LoggedError, LogLine } from "../core/log-line.ts";
import type { Source } from "../core/source.ts";
import type { PublishReport } from "../publish/ports.ts";
import type { ReceiveReport } from "../receive/ports.ts";
import type { SecretDoubt } from "./secrets/secret-doubts.ts";

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** A `LogLine`, with what the library calls its fields beside it. */
class LineFormatter extends LogFormatter {
  formatAttributes(library: UnformattedAttributes, fields: LogAttributes): LogItem {
    const { logLevel, message, serviceName, sampleRateValue, xRayTraceId } = library;
    const time = this.formatTimestamp(library.timestamp);
    const attributes = {
      level: logLevel,
      message,
      time,
      function: serviceName,
      ...fields,
      timestamp: time,
      service: serviceName,
      sampling_rate: sampleRateValue,
      xray_trace_id: xRayTraceId,
    };
    return new LogItem({ attributes });
  }
}

/** What this file adds to a line. */
type AddedFields = Omit<LogLine, "level" | "message" | "time" | "function">;

/** A line's fields without those that are undefined. */
const present = (
  fields: { readonly [Name in keyof AddedFields]: AddedFields[Name] | undefined },
): LogAttributes => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** An error for the log. */
function loggedError(error: unknown): LoggedError | undefined {
  if (error === undefined) return undefined;
  if (error instanceof BridgeError) {
    const { code, message, remedy, cause } = error;
    return {
      code,
      message,
      remedy,
      ...(cause !== undefined && { cause: cause instanceof Error ? cause.name : typeof cause }),
    };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    at:
      error.stack
        ?.split("\n")
        .filter((line) => line.trimStart().startsWith("at "))
        .slice(0, 8) ?? [],
  };
}

const receiveMessages: Readonly<Record<ReceiveReport["outcome"], string>> = {
  accepted: "delivery accepted",
  handshake: "handshake answered",
  rejected: "delivery rejected",
  failed: "delivery failed",
};

const publishMessages: Readonly<Record<PublishReport["outcome"], string>> = {
  published: "delivery published",
  parked: "delivery parked",
  deferred: "delivery deferred",
  unrecorded: "ledger not written",
};

/** One log line and one set of metrics for each request and message, without any content of the request. */
export interface Observer {
  received(report: ReceiveReport): void;
  /** A line for a secret that is probably wrong. */
  doubted(doubt: SecretDoubt): void;
  /** A line for secrets that could not be read before the first event. */
  unreadEarly(error: unknown): void;
  published(report: PublishReport): void;
}

type MetricValues = Readonly<Record<string, readonly [Unit, number]>>;

const once = [MetricUnit.Count, 1] as const;

/** Metrics of what the operator should look at. */
function concerns({ code, reason, secretIndex = 0 }: ReceiveReport): MetricValues {
  return {
    ...(code === "unauthorized" && { authenticationFailures: once }),
    ...((reason === "timestamp-stale" || reason === "timestamp-ahead") && { clockSkew: once }),
    ...(code === "body-too-large" && { oversize: once }),
    ...(secretIndex > 0 && { olderSecretMatched: once }),
  };
}

/** Percentage of the vendor's deadline that the answer took. */
const deadlineShare = (durationMs: number, deadlineSeconds: number | undefined): MetricValues =>
  deadlineSeconds ? { deadlineShare: [MetricUnit.Percent, durationMs / (deadlineSeconds * 10)] } : {};

/**
 * Powertools: JSON log lines, and metrics in CloudWatch's embedded metric format, by source and in total.
 */
export function powertools(serviceName: string, sources: ReadonlyMap<string, Source>): Observer {
  const logger = new Logger({ serviceName, logFormatter: new LineFormatter() });
  // Their namespace is in POWERTOOLS_METRICS_NAMESPACE.
  const metrics = new Metrics({ serviceName });

  function count(source: string | undefined, values: MetricValues): void {
    // The empty set of dimensions counts over all sources.
    metrics.addDimensions({}).addDimensions({ source: source ?? "unknown" });
    for (const [name, [unit, value]] of Object.entries(values)) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  }

  return {
    received({ error, ...report }) {
      const { id = report.deliveryId, outcome, durationMs: ms } = report;
      const level = outcome === "failed" ? "error" : outcome === "rejected" ? "warn" : "info";
      logger[level](receiveMessages[outcome], present({ ...report, id, ms, error: loggedError(error) }));
      count(report.source, {
        [report.outcome === "handshake" ? "handshakes" : report.outcome]: [MetricUnit.Count, 1],
        receiveDuration: [MetricUnit.Milliseconds, report.durationMs],
        bodyBytes: [MetricUnit.Bytes, report.bytes],
        ...deadlineShare(report.durationMs, sources.get(report.source ?? "")?.provider.deadlineSeconds),
        ...concerns(report),
      });
    },
    doubted: ({ what, ...doubt }) => logger.warn("secret is doubtful", { ...doubt, detail: what }),
    unreadEarly: (error) =>
      logger.warn("secrets not read at start", present({ outcome: undefined, error: loggedError(error) })),
    published({ error, ...report }) {
      const level =
        report.outcome === "published" ? "info" : report.outcome === "deferred" ? "warn" : "error";
      const fields = { ...report, id: report.deliveryId, error: loggedError(error) };
      logger[level](publishMessages[report.outcome], present(fields));
      if (report.outcome === "unrecorded") return;
      count(report.source, {
        [`deliveries${report.outcome[0]?.toUpperCase()}${report.outcome.slice(1)}`]: [MetricUnit.Count, 1],
        eventsPublished: [MetricUnit.Count, report.published],
        eventsDuplicate: [MetricUnit.Count, report.duplicates],
        ...(report.ageMs !== undefined && { publishAge: [MetricUnit.Milliseconds, report.ageMs] as const }),
      });
    },
  };
}
