import { lineObserver, type Observer, type ObserverSettings } from "../../src/aws/handlers/observe.ts";
import type { Source } from "../../src/core/source.ts";
import { slack } from "../../src/providers/index.ts";
import type { PublishReport } from "../../src/publish/ports.ts";
import type { ReceiveReport } from "../../src/receive/ports.ts";

const source: Source = { name: "acme-slack", provider: slack, bus: "events", maxBodyBytes: 1 };

/** Names of the configured sources. */
export const observedNames = [source.name, "b-slack", "c-slack", "d-slack", "e-slack"] as const;
const sources = new Map<string, Source>(observedNames.map((name) => [name, { ...source, name }]));
sources.set("by-function", { ...source, name: "by-function", bus: () => "events" });

/** When every line is written. */
export const observedAt = Date.parse("2026-11-30T12:00:00.250Z");

const deployed: ObserverSettings = {
  metricsNamespace: "Hookbridge/hookbridge-test",
  metrics: "by-source",
  acceptedShare: 1,
};

/** The lines that an observer writes while `work` runs, as text. */
export function observedLines(
  work: (observer: Observer) => void,
  settings: Partial<ObserverSettings> = {},
  service: "receive" | "publish" = "receive",
  at = observedAt,
): readonly string[] {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof write;
  try {
    work(lineObserver(service, sources, { ...deployed, ...settings }, () => at));
  } finally {
    process.stdout.write = write;
  }
  if (text === "") return [];
  return text.endsWith("\n") ? text.slice(0, -1).split("\n") : [`not ended: ${text}`];
}

/** An accepted delivery, a refusal and a failure, as `receive` reports them. */
export const accepted: ReceiveReport = {
  outcome: "accepted",
  source: "acme-slack",
  provider: "slack",
  status: 200,
  bytes: 10,
  durationMs: 1_500,
  deliveryId: "dlv_71c0825e-0c84-4561-b1e4-da89e46f7a22",
  secretIndex: 0,
};
const { deliveryId: _, secretIndex: __, ...undelivered } = accepted;
export const rejected: ReceiveReport = {
  ...undelivered,
  id: "req_1",
  outcome: "rejected",
  status: 401,
  code: "unauthorized",
  reason: "signature-mismatch",
};
export const failed: ReceiveReport = {
  ...undelivered,
  id: "req_2",
  outcome: "failed",
  status: 503,
  code: "queue-failed",
};

/** A delivery of three events, as `publish` reports it. */
export const published: PublishReport = {
  outcome: "published",
  messageId: "m",
  deliveryId: "dlv_71c0825e-0c84-4561-b1e4-da89e46f7a22",
  source: "acme-slack",
  published: 2,
  events: [
    { id: "Ev1", type: "com.slack.message.channels", entity: "message", action: "created", bus: "events" },
    { id: "Ev2", type: "com.slack.app_mention", bus: "events" },
  ],
  duplicates: 1,
  dropped: 0,
  ageMs: 40,
};
