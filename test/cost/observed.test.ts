import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { publishedReport } from "../../src/cost/observed.ts";
import { slack } from "../../src/providers/index.ts";

interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly entity?: string;
  readonly action?: string;
}

const lengthOf = ({ id, type, entity = "", action = "" }: RecordedEvent): number =>
  [id, type, entity, action].join("").length;

test("the event that a priced log line names is as long as those of the recorded requests", () => {
  const lines = readFileSync("test/identity/last-version.jsonl", "utf8").trim().split("\n").slice(1);
  const lengths = lines.flatMap((line) => {
    const { requests } = JSON.parse(line) as {
      requests: Record<string, { readonly events?: readonly RecordedEvent[] }>;
    };
    return Object.values(requests).flatMap(({ events: [first] = [] }) => (first ? [lengthOf(first)] : []));
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const { events } = publishedReport({ name: "it", provider: slack, bus: "main", maxBodyBytes: 1 });
  expect(events).toHaveLength(1);
  for (const event of events) expect(Math.abs(lengthOf(event) - average)).toBeLessThan(3);
});
