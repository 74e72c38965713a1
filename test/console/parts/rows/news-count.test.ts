import { expect, it } from "vitest";
import { makeNewsCount } from "../../../../src/console/parts/rows/news-count.ts";

interface Row {
  readonly id: string;
  readonly at: string;
  readonly word?: string;
}

const row = (number: number, word = ""): Row => ({
  id: `dlv_${number}`,
  at: new Date(1_000_000 + number).toISOString(),
  word,
});
const rows = (from: number, end: number): Row[] =>
  Array.from({ length: end - from }, (_, index) => row(from + index));
const nothingShown = (): boolean => false;

it("counts each row once, and keeps what it says last", () => {
  const news = makeNewsCount<Row>(() => "");
  news.take([row(1, "queued"), row(2)], 0, nothingShown);
  expect(news.take([row(1, "published")], 0, nothingShown).added).toEqual([]);
  expect(news.count()).toBe(2);
  expect(news.waiting()).toEqual([row(2), row(1, "published")]);
});

it("gives what the list shows already as it is now", () => {
  const news = makeNewsCount<Row>(() => "");
  const { added, updated } = news.take([row(1, "published"), row(2)], 0, (id) => id === "dlv_1");
  expect([added, updated]).toEqual([[row(2)], [row(1, "published")]]);
});

it("passes over what says more of a row from before the list was read", () => {
  const news = makeNewsCount<Row>(() => row(5).at);
  expect(news.take([row(4), row(5), row(6)], 0, nothingShown).added).toEqual([row(5), row(6)]);
});

it("counts on where it no longer keeps the rows, and forgets nothing of 60,000", () => {
  const news = makeNewsCount<Row>(() => "");
  for (let from = 0; from < 60_000; from += 250) {
    news.take(rows(from, from + 250), from, nothingShown);
    news.take(rows(from, from + 250), from, nothingShown);
  }
  expect([news.count(), news.waiting()]).toEqual([60_000, undefined]);
  news.clear();
  expect([news.count(), news.waiting()]).toEqual([0, []]);
});

it("adds what the bridge left out, and then has to read anew", () => {
  const news = makeNewsCount<Row>(() => "");
  news.take([row(1)], 0, nothingShown);
  news.addGap(12);
  expect([news.count(), news.missed(), news.waiting()]).toEqual([1, 12, undefined]);
});

it("knows how fast they come", () => {
  const news = makeNewsCount<Row>(() => "");
  for (let at = 0; at < 4_000; at += 250) news.take(rows(at, at + 250), at, nothingShown);
  expect(news.rate(4_000)).toBeCloseTo(875, -2);
  expect(news.rate(9_000)).toBe(0);
});
