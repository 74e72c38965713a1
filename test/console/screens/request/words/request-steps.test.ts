import { describe, expect, it } from "vitest";
import { timeSpans, tracedSteps } from "../../../../../src/console/screens/request/words/request-steps.ts";
import type { RequestDetail, RequestStep } from "../../../../../src/operate/requests.ts";

const detail = (steps: readonly RequestStep[], more: Partial<RequestDetail> = {}): RequestDetail => ({
  id: "dlv_1",
  at: "2026-11-30T10:00:00.000Z",
  source: "acme-github",
  providerName: "GitHub",
  outcome: "published",
  status: 200,
  bytes: 318,
  deadlineSeconds: 10,
  steps,
  events: [],
  explainable: false,
  ...more,
});

const way: readonly RequestStep[] = [
  { step: "received", offsetMs: 0 },
  { step: "verified" },
  { step: "queued", offsetMs: 13 },
  { step: "answered", offsetMs: 14, detail: "200" },
  { step: "taken", offsetMs: 61, detail: "in a batch of 10", attempt: 1 },
  { step: "made-events", detail: "1 event", attempt: 1 },
  { step: "published", offsetMs: 95, detail: "1 event", attempt: 1 },
  { step: "recorded", offsetMs: 97, attempt: 1 },
];

describe("the way of a request", () => {
  it("has a line where the vendor has its answer, and the attempt's number", () => {
    const steps = tracedSteps(detail(way));
    expect(steps.map(({ title }) => title)).toEqual([
      "Received",
      "Signature verified",
      "Stored in SQS",
      "Answered 200",
      "Taken by publish",
      "Made into 1 event",
      "On the bus",
      "Noted in the ledger",
    ]);
    expect(steps[3]).toMatchObject({
      cut: "GitHub has its answer",
      detail: "GitHub waits 10 s",
      at: "+14 ms",
    });
    expect(steps[4]?.detail).toBe("First attempt; in a batch of 10");
    expect(steps[5]).not.toHaveProperty("at");
  });

  it("a step that waits is hollow and says since when", () => {
    const at = new Date(2026, 10, 30, 10, 0, 0).toISOString();
    const steps = tracedSteps(
      detail([...way.slice(0, 4), { step: "taken", waiting: true }], { outcome: "queued", at }),
    );
    expect(steps.at(-1)).toMatchObject({ title: "Taken by publish", state: "waiting", at: "since 10:00:00" });
  });

  it("a refusal ends with what did not happen", () => {
    const steps = tracedSteps(
      detail(
        [
          { step: "received", offsetMs: 0 },
          { step: "refused", offsetMs: 3 },
          { step: "answered", offsetMs: 3 },
        ],
        {
          outcome: "refused",
          reason: "signature-mismatch",
          status: 401,
        },
      ),
    );
    expect(steps.map(({ state }) => state)).toEqual(["done", "failed", "done", "off"]);
    expect(steps.some(({ cut }) => cut !== undefined)).toBe(false);
  });

  it("names each target with its offset, and what failed", () => {
    const targets = [
      { rule: "issues-triage", target: "q", delivered: 1, waiting: 0, failed: 0, offsetMs: 112 },
      { rule: "lake", target: "lake", delivered: 0, waiting: 0, failed: 1, reason: "NO_PERMISSIONS" },
    ];
    const step = tracedSteps(detail([...way, { step: "delivered", offsetMs: 118, targets }])).at(-1);
    expect(step).toMatchObject({
      title: "Delivered to 1 of 2 subscriptions",
      state: "failed",
      detail: "issues-triage (q) +112 ms, lake failed: NO_PERMISSIONS",
    });
  });
});

describe("the spans of time", () => {
  it("four on one axis", () => {
    const delivered: RequestStep = { step: "delivered", offsetMs: 118, targets: [] };
    expect(timeSpans(detail([...way, delivered]))).toEqual([
      { label: "receive", from: 0, to: 14 },
      { label: "in the queue", from: 14, to: 61 },
      { label: "publish", from: 61, to: 97 },
      { label: "subscriptions", from: 95, to: 118 },
    ]);
  });

  it("none before publish has taken it, and none of negative length where that was before the answer", () => {
    expect(timeSpans(detail(way.slice(0, 4)))).toEqual([]);
    const early = way.map((step) => (step.step === "taken" ? { ...step, offsetMs: 12 } : step));
    for (const { from, to = from } of timeSpans(detail(early))) expect(to).toBeGreaterThanOrEqual(from);
  });
});
