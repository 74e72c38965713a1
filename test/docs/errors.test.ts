import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { logFieldsIn, logLineTable } from "../../src/cli/gen/log-line-table.ts";
import { type ErrorCode, errorCodes } from "../../src/core/errors.ts";
import { metricUnits } from "../../src/core/logs/metrics.ts";
import type { RejectionReason } from "../../src/core/outcome.ts";
import { remedies, remedyFor } from "../../src/core/remedies.ts";
import { causeWords } from "../../src/operate/explain/explanation.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const page = read("docs/errors.md");
const logLine = read("src/core/logs/log-line.ts");

/** The text below a heading of a refusal, up to the next heading. */
const sectionOf = (word: string): string => page.split(`\n### \`${word}\`\n\n`)[1]?.split(/\n##/)[0] ?? "";

/** The paragraphs of Markdown, each in one line. */
const paragraphs = (text: string): readonly string[] =>
  text.split(/\n\n/).map((paragraph) => paragraph.replaceAll("\n", " "));

describe.each(Object.entries(remedies))("%s", (word, remedy) => {
  it("has its section, which begins with its remedy", () => {
    expect(paragraphs(sectionOf(word))[0]).toBe(remedy);
  });

  it("has its causes in an order", () => {
    const numbers = Array.from(sectionOf(word).matchAll(/^([0-9]+)\. /gm), ([, number]) => Number(number));
    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it("leads there from the log", () => {
    const isCode = word !== "secret-unusable" && word in errorCodes;
    const told = isCode
      ? remedyFor(word as ErrorCode, undefined)
      : remedyFor("unauthorized", word as RejectionReason);
    expect(told).toBe(`${remedy} See docs/errors.md#${word}`);
  });
});

it("no failure of ours has a refusal's remedy", () => {
  for (const code of ["internal", "queue-failed", "malformed-request"] as const)
    expect(remedyFor(code, undefined)).toBeUndefined();
});

it("the table of causes has the words of `explain`, in their order", () => {
  const [, section = ""] = page.split("\n## Causes\n");
  const words = Array.from(
    (section.split("\n## ")[0] ?? "").matchAll(/^\| `([a-z0-9-]+)` \|/gm),
    ([, word]) => word,
  );
  expect(words).toEqual([...causeWords]);
});

it("the table of the log line is that of its type", () => {
  expect(page).toContain(logLineTable(logLine));
});

/** Queries for CloudWatch Logs Insights: the blocks that filter. */
const queries = Array.from(page.matchAll(/^```\n(filter [\s\S]*?)\n```/gm), ([, query = ""]) => query);

/** Words of the query language. */
const language =
  /^(?:filter|stats|sort|by|as|in|and|or|desc|asc|like|display|limit|count|latest|max|pct|bin|ispresent|1h|[0-9]+|\*)$/;

describe("every query can be asked", () => {
  const fields = [
    ...logFieldsIn(logLine).map(({ name }) => name),
    ...Object.keys(metricUnits),
    ...["error.message", "error.remedy", "timestamp", "events.0.id", "events.0.type"],
  ];
  const outcomes = [...logLine.matchAll(/`([a-z]+)`/g)].map(([, word]) => word);
  const known = [...outcomes, ...Object.keys(remedies), ...Object.keys(errorCodes)];

  it("there are some", () => expect(queries.length).toBeGreaterThan(7));

  it.each(queries)("%s", (query) => {
    const values = Array.from(query.matchAll(/"([^"]*)"/g), ([, value = ""]) => value);
    for (const value of values)
      expect([...known, "acme-github"].includes(value) || /^(?:dlv_|com\.)/.test(value)).toBe(true);
    const names = Array.from(query.matchAll(/\bas (\w+)/g), ([, name]) => name);
    const words = query.replace(/"[^"]*"/g, "").match(/[\w.*]+/g) ?? [];
    const unknown = words.filter(
      (word) => !language.test(word) && !names.includes(word) && !fields.includes(word),
    );
    expect(unknown).toEqual([]);
    expect(names.filter((name) => fields.includes(String(name)))).toEqual([]);
  });
});
