import { afterEach, describe, expect, it, vi } from "vitest";
import { powertools } from "../../src/aws/observe.ts";
import { BridgeError } from "../../src/core/errors.ts";
import type { Source } from "../../src/core/source.ts";
import { slack } from "../../src/providers/index.ts";
import type { PublishReport } from "../../src/publish/ports.ts";
import type { ReceiveReport } from "../../src/receive/ports.ts";
import type { BridgeMetric } from "../../src/stack/metrics.ts";

const source: Source = { name: "acme-slack", provider: slack, bus: "events", maxBodyBytes: 1 };

/** What an observer prints while `work` runs: metrics as CloudWatch reads them. */
function printed(work: (observer: ReturnType<typeof powertools>) => void): Readonly<Record<string, unknown>> {
  // Powertools prints past the console otherwise.
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
  vi.stubEnv("POWERTOOLS_METRICS_NAMESPACE", "Hookbridge/test");
  const lines: string[] = [];
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((text: string) => void lines.push(text));
  work(powertools("receive", new Map([[source.name, source]])));
  const metrics = lines.map((line) => JSON.parse(line)).find((line) => line._aws);
  return metrics as Readonly<Record<string, unknown>>;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const received: ReceiveReport = {
  outcome: "accepted",
  source: "acme-slack",
  provider: "slack",
  status: 200,
  bytes: 10,
  durationMs: 1_500,
};
const rejected = { ...received, outcome: "rejected", status: 401, code: "unauthorized" } as const;

const published: PublishReport = {
  outcome: "published",
  messageId: "m",
  deliveryId: "d",
  source: "acme-slack",
  published: 2,
  duplicates: 1,
  dropped: 0,
  ageMs: 40,
};

describe("every metric that an alarm or the dashboard looks at is counted", () => {
  const of = (report: ReceiveReport) => printed(({ received }) => received(report));
  const cases: Readonly<Record<BridgeMetric, () => readonly [Readonly<Record<string, unknown>>, number]>> = {
    accepted: () => [of(received), 1],
    authenticationFailures: () => [of({ ...rejected, reason: "signature-mismatch" }), 1],
    clockSkew: () => [of({ ...rejected, reason: "timestamp-ahead" }), 1],
    // Slack waits three seconds.
    deadlineShare: () => [of(received), 50],
    failed: () => [of({ ...received, outcome: "failed", status: 503, code: "queue-failed" }), 1],
    olderSecretMatched: () => [of({ ...received, secretIndex: 1 }), 1],
    oversize: () => [of({ ...received, outcome: "rejected", status: 413, code: "body-too-large" }), 1],
    receiveDuration: () => [of(received), 1_500],
    deliveriesParked: () => [printed((o) => o.published({ ...published, outcome: "parked" })), 1],
    eventsDuplicate: () => [printed((o) => o.published(published)), 1],
    eventsPublished: () => [printed((o) => o.published(published)), 2],
    publishAge: () => [printed((o) => o.published(published)), 40],
  };
  it.each(Object.entries(cases))("%s", (name, run) => {
    const [metrics, value] = run();
    expect(metrics[name]).toBe(value);
  });

  it("and only when there is cause", () => {
    expect(Object.keys(of({ ...received, secretIndex: 0 }))).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/authenticationFailures|clockSkew|oversize|olderSecret/),
      ]),
    );
  });

  it("a key that may not be fetched now counts for no alarm: strangers make up names of keys", () => {
    const metrics = of({ ...rejected, status: 503, code: "key-not-fetched", reason: "key-not-fetched" });
    expect(metrics.rejected).toBe(1);
    expect(Object.keys(metrics).join()).not.toMatch(/authenticationFailures|failed|clockSkew/);
  });
});

it("a doubtful secret is one line of fixed words, and counts for nothing", () => {
  vi.stubEnv("POWERTOOLS_DEV", "true");
  const lines: string[] = [];
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((text: string) => void lines.push(text));
  const doubt = { source: "acme-slack", provider: "slack", place: 1, problem: "quotes" } as const;
  const words = { what: "It is in quotation marks.", remedy: "Store it without them." };
  powertools("receive", new Map()).doubted({ ...doubt, ...words });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "WARN", message: "secret is doubtful", ...doubt, detail: words.what, remedy: words.remedy },
  ]);
});

it("an error's own text, which may quote the sender, is not logged", () => {
  vi.stubEnv("POWERTOOLS_DEV", "true");
  const lines: string[] = [];
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((text: string) => void lines.push(text));
  const observer = powertools("receive", new Map());
  observer.received({ ...received, outcome: "failed", error: new Error("quoted: hunter2") });
  observer.received({
    ...received,
    outcome: "failed",
    error: new BridgeError("queue-failed", "m", "r", new Error("hunter2")),
  });
  expect(lines.join("")).toContain("queue-failed");
  expect(lines.join("")).not.toContain("hunter2");
});
