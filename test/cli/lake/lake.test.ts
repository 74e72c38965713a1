import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHookbridge } from "../support/run-hookbridge.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-lake-cli-"));
const run = (...words: readonly string[]) => runHookbridge(["lake", ...words], { cwd: folder });

beforeAll(() => {
  for (const bus of ["identity", "payments"])
    mkdirSync(join(folder, "two/lake", bus, "events"), { recursive: true });
  mkdirSync(join(folder, "one/lake/identity/events"), { recursive: true });
  writeFileSync(join(folder, "own.sql"), "SELECT 1");
  writeFileSync(join(folder, "empty.sql"), "-- SELECT 1\n/* nor\n this */ ;\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

it("lists the saved queries with the values that they ask for", () => {
  const { code, out, err } = run();
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^failed-logins +Who failed to sign in.* +since \(day, default 30 days ago\); least/m);
  const json = run("--json");
  expect(JSON.parse(json.out)).toContainEqual({
    name: "state-at",
    summary: expect.stringContaining("before a moment"),
    parameters: [
      { name: "source", what: "provider, such as com.github" },
      { name: "at", what: "moment" },
    ],
  });
});

it("prints a query, to paste it into Athena", () => {
  const { code, out } = run("duplicates", "--show");
  expect(code).toBe(0);
  expect(out).toMatch(/^SELECT source, origin, id, count\(\*\) AS copies/);
});

describe("says what is wrong, and what to do:", () => {
  it.each([
    ["a misspelt query", ["failed-login"], /no saved query "failed-login"\. The nearest is "failed-logins"/],
    ["a value that is missing", ["history-of-subject", "--set", "source=com.okta"], /needs "subject"/],
    [
      "a value without a name",
      ["duplicates", "--set", "2026-11-01"],
      /--set 2026-11-01 has no name and value/,
    ],
    ["two queries", ["duplicates", "--file", "own.sql"], /The query is given twice/],
    ["a file that is not there", ["--file", "none.sql"], /There is no file none\.sql/],
    [
      "a file without a query",
      ["--file", "empty.sql"],
      /There is no query in empty\.sql[\s\S]*view `events`/,
    ],
    ["a folder in place of a file", ["--file", "two"], /EISDIR[\s\S]*name a file/],
    ["no lake", ["duplicates"], /No bus has a lake\.[\s\S]*lake: \{ days: 30 \}/],
    ["two lakes", ["duplicates", "--data-dir", "two"], /Several buses[\s\S]*--bus identity, --bus payments/],
    ["a bus without one", ["duplicates", "--data-dir", "two", "--bus", "people"], /"people" has no lake/],
    [
      "a region without a stage",
      ["duplicates", "--region", "eu-west-1"],
      /--region is for a deployed bridge/,
    ],
  ])("%s", (_what, words, message) => {
    const { code, out, err } = run(...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  it("DuckDB that is not installed", () => {
    const { code, out, err } = run("duplicates", "--data-dir", "one");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("npm install --save-dev @duckdb/node-api");
  });
});
