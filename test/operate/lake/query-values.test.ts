import { describe, expect, it } from "vitest";
import { queryValues } from "../../../src/operate/lake/query-values.ts";
import { type LakeQuery, lakeQueries, lakeQueryOf } from "../../../src/stack/lake/lake-queries.ts";

const now = Date.parse("2026-11-30T12:00:00Z");
const query = (name: string): LakeQuery => lakeQueries().get(name) as LakeQuery;
const values = (name: string, given: Readonly<Record<string, string>> = {}) =>
  queryValues(query(name), new Map(Object.entries(given)), now);

describe("the values of a query", () => {
  it("have defaults", () => {
    expect(values("failed-logins")).toEqual(["2026-10-31", "5"]);
    expect(values("failed-logins", { least: "1" })).toEqual(["2026-10-31", "1"]);
  });

  it("stand in the order of the query's question marks", () => {
    expect(values("history-of-subject", { subject: "7", source: "com.github" })).toEqual(["com.github", "7"]);
  });

  it.each([
    ["is missing", "history-of-subject", { source: "com.github" }, /needs "subject": subject/],
    ["is of no parameter", "duplicates", { until: "2026-11-30" }, /has no value "until"/],
    ["is no day", "duplicates", { since: "yesterday" }, /must be a day, as 2026-11-30/],
    ["is no day of the calendar", "duplicates", { since: "2026-13-01" }, /must be a day/],
    ["is no number", "failed-logins", { least: "5 or 1=1" }, /must be a whole number/],
    ["has another zone", "state-at", { source: "a", at: "2026-11-30T12:00:00+01:00" }, /moment in UTC/],
  ])("are refused where one %s", (_what, name, given, message) => {
    expect(() => values(name, given)).toThrow(message);
  });
});

it("every saved query says what it answers and what it asks for", () => {
  const queries = [...lakeQueries().values()];
  expect(queries.map(({ name }) => name)).toEqual([
    "duplicates",
    "event-by-id",
    "events-per-day",
    "failed-logins",
    "history-of-subject",
    "slowest-vendors",
    "state-at",
  ]);
  for (const { summary, sql, parameters } of queries) {
    expect(summary).not.toBe("");
    expect(sql.match(/\?/g) ?? []).toHaveLength(parameters.length);
    expect(sql).toMatch(/^SELECT /);
  }
});

it("a query without comments is one without values", () => {
  expect(lakeQueryOf("mine", "SELECT 1")).toEqual({
    name: "mine",
    summary: "",
    parameters: [],
    sql: "SELECT 1",
  });
});
