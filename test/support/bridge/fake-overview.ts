import type { RequestRow } from "../../../src/operate/requests.ts";
import type { Overview } from "../../../src/operate/state.ts";

const stepCount = 60;

/** The figures of a fake bridge: its own requests, and a queue that had one bad quarter of an hour. */
export function fakeOverview(
  requests: readonly RequestRow[],
  deadLetters: number,
  { from, to }: { readonly from: number; readonly to: number },
): Overview {
  const stepMs = (to - from) / stepCount;
  const stepOf = ({ at }: RequestRow): number =>
    Math.min(stepCount - 1, Math.floor((Date.parse(at) - from) / stepMs));
  const inRange = requests.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const isRefused = ({ outcome }: RequestRow): boolean => outcome === "refused";
  const refused = inRange.filter(isRefused);
  const many = (step: number, rows: readonly RequestRow[]): number =>
    rows.filter((row) => stepOf(row) === step).length;
  const steps = Array.from({ length: stepCount }, (_, step) => ({
    step,
    at: new Date(from + step * stepMs).toISOString(),
    depth: step >= 30 && step < 45 ? 31 - Math.abs(37 - step) * 2 : step % 3,
  }));
  const last = refused.at(-1);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    attention: [
      {
        level: "warn",
        about: { kind: "refused", source: "billing", ...(last && { request: last.id }) },
        text: "billing is refused.",
        command: "npx hookbridge sources",
      },
    ],
    accepted: inRange.length - refused.length,
    refused: refused.length,
    failed: 0,
    published: inRange.length - refused.length,
    duplicates: 0,
    deadLetters,
    queue: {
      waiting: 0,
      series: steps.map(({ at, depth }) => ({ at, waiting: depth, oldestSeconds: depth * 4 })),
      lateSeconds: 900,
      names: ["hookbridge-deliveries"],
    },
    publishP99Ms: 1_900,
    series: steps.map(({ at, step }) => ({
      at,
      accepted: many(step, inRange) - many(step, refused),
      refused: many(step, refused),
    })),
    reasons:
      refused.length === 0
        ? []
        : [{ reason: "signature-mismatch", count: refused.length, sources: ["billing"] }],
    answers: [
      { source: "billing", p50Ms: 120, p99Ms: 640, deadlineSeconds: 1 },
      { source: "acme-github", p50Ms: 4, p99Ms: 61, deadlineSeconds: 10 },
    ],
    alarms: { on: 1, all: 15 },
  };
}
