import { lineObserver, type ObserverSettings } from "../aws/handlers/observe.ts";
import type { Source } from "../core/source.ts";
import type { PublishReport } from "../publish/ports.ts";
import type { ReceiveReport } from "../receive/ports.ts";
import type { Deployment } from "../stack/deployment.ts";
import { namespaceOf } from "../stack/metrics.ts";

/** What the functions' real observers write. */
export interface Observed {
  /** The lines of one function for a report. */
  received(report: ReceiveReport): readonly string[];
  published(report: PublishReport): readonly string[];
}

/** The lines that `tell` writes to the log, on either stream. */
function linesOf(tell: () => void): readonly string[] {
  const lines: string[] = [];
  const keep = ((text: string | Uint8Array) => {
    lines.push(...String(text).split(/(?<=\n)/));
    return true;
  }) as typeof process.stdout.write;
  const streams = [process.stdout, process.stderr];
  const writes = streams.map(({ write }) => write);
  for (const stream of streams) stream.write = keep;
  try {
    tell();
  } finally {
    for (const [place, stream] of streams.entries()) {
      const write = writes[place];
      if (write) stream.write = write;
    }
  }
  return lines;
}

/** The observers of a deployment, whose lines are caught. */
export function observe(deployment: Deployment): Observed {
  const { sources, options } = deployment;
  const settings: ObserverSettings = {
    metricsNamespace: namespaceOf(deployment),
    metrics: options.metrics ?? "by-source",
    acceptedShare: options.logs?.accepted ?? 1,
  };
  const receive = lineObserver("receive", sources, settings, Date.now);
  const publish = lineObserver("publish", sources, settings, Date.now);
  return {
    received: (report) => linesOf(() => receive.received(report)),
    published: (report) => linesOf(() => publish.published(report)),
  };
}

const newUuid = (): string => crypto.randomUUID();

/** As long as any. */
const traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";

/** An accepted webhook of `bytes`, as `receive` reports it. */
export const acceptedReport = ({ name, provider }: Source, bytes: number): ReceiveReport => ({
  outcome: "accepted",
  source: name,
  provider: provider.id,
  status: 200,
  bytes,
  durationMs: 9,
  secretIndex: 0,
  deliveryId: `dlv_${newUuid()}`,
  traceparent,
});

/** As long as events are on the average of the recorded requests: an id of 42 characters, a type of 29 and words of 12. */
const loggedEvent = {
  id: `evt_${"0".repeat(38)}`,
  type: "com.vendor.invoice.finalized_",
  entity: "invoice",
  action: "added",
};

/** The same webhook, as `publish` reports it. */
export const publishedReport = ({ name }: Source): PublishReport => ({
  outcome: "published",
  source: name,
  deliveryId: `dlv_${newUuid()}`,
  messageId: newUuid(),
  traceparent,
  published: 1,
  events: [loggedEvent],
  duplicates: 0,
  dropped: 0,
  ageMs: 120,
});

/** What else can happen to the webhooks of a source; without one, to those of nobody. */
export function misfortunes(source: Source | undefined): {
  readonly received: readonly ReceiveReport[];
  readonly published: readonly PublishReport[];
} {
  const of = { source: source?.name, provider: source?.provider.id, bytes: 2_048, durationMs: 9 };
  const rejected = {
    ...of,
    outcome: "rejected",
    status: 401,
    code: "unauthorized",
    id: `req_${newUuid()}`,
  } as const;
  const failed: ReceiveReport = { ...of, outcome: "failed", status: 503, id: `req_${newUuid()}` };
  const parked = {
    source: source?.name,
    deliveryId: undefined,
    messageId: newUuid(),
    published: 0,
    events: [],
    duplicates: 0,
    dropped: 0,
  };
  if (!source)
    return {
      received: [rejected, failed],
      published: [{ ...parked, outcome: "parked", code: "message-unreadable" }],
    };
  const known = publishedReport(source);
  return {
    received: [
      { ...rejected, reason: "signature-mismatch" },
      { ...rejected, reason: "timestamp-stale" },
      { ...rejected, status: 413, code: "body-too-large" },
      failed,
      { ...of, outcome: "handshake", status: 200, handshake: "challenge", id: `req_${newUuid()}` },
      { ...acceptedReport(source, 2_048), secretIndex: 1 },
    ],
    published: [
      { ...known, published: 0, duplicates: 1 },
      { ...known, published: 0, dropped: 1 },
      { ...known, published: 0, outcome: "parked", code: "bus-refused" },
      { ...known, published: 0, outcome: "deferred", code: "bus-failed" },
    ],
  };
}
