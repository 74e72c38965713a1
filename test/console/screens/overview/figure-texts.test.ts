import { expect, it } from "vitest";
import { figureTexts, rateText } from "../../../../src/console/screens/overview/figure-texts.ts";
import type { Overview } from "../../../../src/operate/state.ts";

const overview: Overview = {
  from: "2026-11-30T09:20:00.000Z",
  to: "2026-11-30T10:20:00.000Z",
  attention: [],
  accepted: 18_412,
  refused: 41,
  failed: 0,
  published: 18_840,
  duplicates: 112,
  deadLetters: 17,
  queue: { waiting: 3, oldestSeconds: 1 },
  publishP99Ms: 1_940,
  series: [],
  reasons: [],
  answers: [],
};
const rows = [
  { name: "a", bus: "b", state: "failing", target: "queue", hasQueue: true, deadLetters: 14 },
] as const;

it("says six figures, each with what it means", () => {
  expect(figureTexts(overview, rows).map(({ name, value, more }) => `${name}: ${value}, ${more}`)).toEqual([
    "Deliveries: 18,412, 5.1 a second",
    "Refused: 41, 0.22 % of requests",
    "Events on buses: 18,840, 1.9 s after receipt at p99",
    "Duplicates left out: 112, 0.59 % of events",
    "Waiting in SQS: 3, oldest 1 s",
    "Dead letters: 31, 17 not published, 14 at subscriptions",
  ]);
});

it("says what is not known or not there, and what failed", () => {
  const { publishP99Ms: _, ...rest } = overview;
  const nothing = {
    ...rest,
    accepted: 0,
    refused: 0,
    failed: 2,
    published: 0,
    duplicates: 0,
    queue: { waiting: 0 },
  };
  expect(figureTexts({ ...nothing, deadLetters: 0 }, []).map(({ more }) => more)).toEqual([
    "none",
    "0 % of requests, 2 failed",
    "none measured",
    "no event",
    "now",
    "0 not published, 0 at subscriptions",
  ]);
});

it("says a rate in the unit in which it has digits", () => {
  expect([rateText(7_200, 3_600), rateText(120, 3_600), rateText(3, 3_600), rateText(0, 3_600)]).toEqual([
    "2 a second",
    "2 a minute",
    "3 an hour",
    "none",
  ]);
});
