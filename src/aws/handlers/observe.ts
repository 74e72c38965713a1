import type { Environment } from "../../config/environment.ts";
import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import type { LoggedError, LoggedEvent, LogLine } from "../../core/logs/log-line.ts";
import { type BridgeMetric, metricUnits } from "../../core/logs/metrics.ts";
import type { Source } from "../../core/source.ts";
import type { PublishReport } from "../../publish/ports.ts";
import type { ReceiveReport } from "../../receive/ports.ts";
import type { SecretDoubt } from "../secrets/secret-doubts.ts";

/** Where an error comes from: the lines of code of its stack, without its message, of which a line can look like one. */
function placesInCode({ stack = "", message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  return (start < 0 ? stack : stack.slice(start + message.length))
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8);
}

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
      // Thrown by a function of the configuration, which its author must find.
      ...(code === "event-invalid" && cause instanceof Error && { at: placesInCode(cause) }),
    };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  return { name: error.name, at: placesInCode(error) };
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

/** One line for each request and message, without any content of the request but what its events are: its log and its metrics. */
export interface Observer {
  received(report: ReceiveReport): void;
  /** A line for a secret that is probably wrong. */
  doubted(doubt: SecretDoubt): void;
  /** A line for secrets that could not be read before the first event. */
  unreadEarly(error: unknown): void;
  published(report: PublishReport): void;
}

/** Fields of a line; an undefined one is left out. */
type LineFields = { readonly [Name in keyof LogLine]?: LogLine[Name] | undefined };

/** What the deployment says of log and metrics. */
export type ObserverSettings = Pick<Environment, "metricsNamespace" | "metrics" | "acceptedShare">;

/** The events of a line. A source's one bus stands in the configuration, and costs the bytes of a log nothing. */
function namedEvents(
  source: Source | undefined,
  events: readonly LoggedEvent[],
): readonly LoggedEvent[] | undefined {
  if (events.length === 0) return undefined;
  return typeof source?.bus === "function" ? events : events.map(({ bus: _, ...named }) => named);
}

type MetricValues = Readonly<Partial<Record<BridgeMetric, number>>>;

/** Metrics of what the operator should look at. */
function concerns({ code, reason, secretIndex = 0 }: ReceiveReport): MetricValues {
  return {
    ...(code === "unauthorized" && { authenticationFailures: 1 }),
    ...((reason === "timestamp-stale" || reason === "timestamp-ahead") && { clockSkew: 1 }),
    ...(code === "body-too-large" && { oversize: 1 }),
    ...(secretIndex > 0 && { olderSecretMatched: 1 }),
  };
}

function receiveMetrics(report: ReceiveReport, deadlineSeconds: number | undefined): MetricValues {
  const { outcome, durationMs } = report;
  return {
    ...(outcome === "accepted" && { accepted: 1 }),
    ...(outcome === "failed" && { failed: 1 }),
    receiveDuration: durationMs,
    ...(deadlineSeconds && { deadlineShare: durationMs / (deadlineSeconds * 10) }),
    ...concerns(report),
  };
}

function publishMetrics({ outcome, published, duplicates, dropped, ageMs }: PublishReport): MetricValues {
  return {
    ...(outcome === "parked" && { deliveriesParked: 1 }),
    eventsPublished: published,
    ...(duplicates > 0 && { eventsDuplicate: duplicates }),
    ...(dropped > 0 && { eventsDropped: dropped }),
    ...(ageMs !== undefined && { publishAge: ageMs }),
  };
}

/** True for a share of all deliveries, chosen by their ids: both functions write the lines of the same ones. */
function isInShare(share: number, id: string | undefined): boolean {
  const place = Number.parseInt(id?.slice("dlv_".length, "dlv_".length + 8) ?? "", 16) / 2 ** 32;
  return Number.isNaN(place) || place < share;
}

/**
 * Writes a JSON line for each request and message. It is the log line and, where there is a namespace, the metrics in CloudWatch's embedded
 * metric format, in total and by source. Of an accepted delivery that is not in the share only the metrics are written, so that they stay exact.
 */
export function lineObserver(
  service: "receive" | "publish",
  sources: ReadonlyMap<string, Source>,
  { metricsNamespace: Namespace, metrics, acceptedShare }: ObserverSettings,
  now: Clock,
): Observer {
  const Dimensions = metrics === "totals" ? [["service"]] : [["service"], ["service", "source"]];

  function embedded(source: string, values: MetricValues, Timestamp: number): LineFields | undefined {
    if (Namespace === undefined) return undefined;
    const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: metricUnits[Name as BridgeMetric] }));
    // Dimensions are members of the line, and no dimension is a sender's text.
    return {
      service,
      source,
      ...values,
      _aws: { Timestamp, CloudWatchMetrics: [{ Namespace, Dimensions, Metrics }] },
    };
  }

  function write(level: LogLine["level"], message: string, fields: LineFields, more?: LineFields): void {
    const time = new Date(now()).toISOString();
    // Past the console: Lambda's runtime would put each line of it into another JSON object.
    process.stdout.write(
      `${JSON.stringify({ level, message, time, function: service, ...fields, ...more })}\n`,
    );
  }

  /** The line of a delivery that is as it should be. */
  function writeGood(message: string, fields: LineFields, more?: LineFields): void {
    if (acceptedShare >= 1) write("INFO", message, fields, more);
    else if (isInShare(acceptedShare, fields.id))
      write("INFO", message, { ...fields, share: acceptedShare }, more);
    else if (more) process.stdout.write(`${JSON.stringify(more)}\n`);
  }

  return {
    received(report) {
      const { error, deliveryId, id = deliveryId, durationMs: ms, ...told } = report;
      const { source = "unknown", outcome } = told;
      const fields = { id, ...told, source, ms, error: loggedError(error) };
      const deadlineSeconds = sources.get(source)?.provider.deadlineSeconds;
      const counted = embedded(source, receiveMetrics(report, deadlineSeconds), now());
      const message = receiveMessages[outcome];
      if (outcome === "accepted") writeGood(message, fields, counted);
      else {
        const level = outcome === "failed" ? "ERROR" : outcome === "rejected" ? "WARN" : "INFO";
        write(level, message, fields, counted);
      }
    },
    doubted: ({ what, ...doubt }) => write("WARN", "secret is doubtful", { ...doubt, detail: what }),
    unreadEarly: (error) => write("WARN", "secrets not read at start", { error: loggedError(error) }),
    published(report) {
      const { error, deliveryId: id, messageId, events, ...told } = report;
      const { source = "unknown", outcome } = told;
      const fields = {
        id,
        ...told,
        source,
        // The message of a published delivery is gone.
        messageId: outcome === "published" ? undefined : messageId,
        events: outcome === "unrecorded" ? undefined : namedEvents(sources.get(source), events),
        error: loggedError(error),
      };
      // An `unrecorded` report stands beside the message's own, which counts.
      const counted = outcome === "unrecorded" ? undefined : embedded(source, publishMetrics(report), now());
      const message = publishMessages[outcome];
      if (outcome === "published") writeGood(message, fields, counted);
      else write(outcome === "deferred" ? "WARN" : "ERROR", message, fields, counted);
    },
  };
}
