import { expect, it } from "vitest";
import {
  momentsOf,
  rangeQuery,
  readRange,
  streamHref,
  streamTimes,
} from "../../../../src/console/screens/overview/overview-range.ts";

const read = (text: string) => readRange(new URLSearchParams(text));

it("reads the range of a URL; what can't be read is the last hour", () => {
  expect(read("")).toEqual({ name: "1h", ms: 3_600_000 });
  expect(read("range=7d")).toEqual({ name: "7d", ms: 604_800_000 });
  expect(read("range=8d")).toEqual(read(""));
  expect(read("from=2026-11-30T10:00:00Z&to=2026-11-30T10:20:00Z")).toEqual({
    name: "custom",
    from: 1_796_032_800_000,
    to: 1_796_034_000_000,
  });
  expect(read("from=2026-11-30T10:00:00Z&to=2026-11-30T09:00:00Z")).toEqual(read(""));
  expect(read("from=yesterday&to=today")).toEqual(read(""));
});

it("writes what it reads", () => {
  for (const text of [
    "",
    "range=15m",
    "range=24h",
    "from=2026-11-30T10:00:00.000Z&to=2026-11-30T10:20:00.000Z",
  ]) {
    const written = Object.entries(rangeQuery(read(text))).filter(([, value]) => value !== undefined);
    expect(written.map(([name, value]) => `${name}=${value}`).join("&")).toBe(text);
  }
});

it("a range that ends now moves with the time, and stays so in the Stream", () => {
  expect(momentsOf(read("range=15m"), 1_000_000)).toEqual({ from: 100_000, to: 1_000_000 });
  expect(streamTimes(read("range=6h"))).toEqual({ from: "-6h" });
  const custom = read("from=2026-11-30T10:00:00Z&to=2026-11-30T10:20:00Z");
  expect(momentsOf(custom, 0)).toEqual({ from: 1_796_032_800_000, to: 1_796_034_000_000 });
  expect(streamTimes(custom)).toEqual({ from: "2026-11-30T10:00:00.000Z", to: "2026-11-30T10:20:00.000Z" });
});

it("leads to the Stream with filters that can be read", () => {
  expect(streamHref({ show: "refused", source: undefined, from: "2026-11-30T10:00:00.000Z" })).toBe(
    "/stream?show=refused&from=2026-11-30T10:00:00.000Z",
  );
  expect(streamHref({ outcome: "queued,deferred" })).toBe("/stream?outcome=queued,deferred");
  expect(streamHref({ reason: "a&b=c" })).toBe("/stream?reason=a%26b%3Dc");
  expect(streamHref({})).toBe("/stream");
});
