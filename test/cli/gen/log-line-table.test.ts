import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { logFieldsIn, logLineTable } from "../../../src/cli/gen/log-line-table.ts";

const type = readFileSync(new URL("../../../src/core/logs/log-line.ts", import.meta.url), "utf8");

it("lists every field of the type, in its order", () => {
  const [, members = ""] = type.split("export interface LogLine {");
  const names = Array.from(members.matchAll(/^ {2}readonly (\w+)/gm), ([, name]) => name);
  expect(names.length).toBeGreaterThan(20);
  expect(logFieldsIn(type).map(({ name }) => name)).toEqual(names);
});

it("marks what every line has", () => {
  const text =
    "export interface LogLine {\n  /** one thing */\n  readonly a: string;\n  /** two */\n  readonly b?: 1;\n}";
  expect(logLineTable(text)).toBe(
    "| field | in | what it is |\n|---|---|---|\n| `a` | every line | one thing |\n| `b` |  | two |",
  );
});
