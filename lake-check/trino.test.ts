import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lakeQueries, viewSql } from "../src/stack/lake/lake-queries.ts";

interface Parser {
  validate(sql: string): readonly { readonly message: string }[];
}

const folder = mkdtempSync(join(tmpdir(), "hookbridge-trino-"));
let parser: Parser;

/** Its modules import folders, which Node.js does not: bundled, they are one file. */
beforeAll(async () => {
  const outfile = join(folder, "trino.cjs");
  await build({
    stdin: { contents: 'export { TrinoSQL } from "dt-sql-parser";', resolveDir: import.meta.dirname },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
  });
  const { TrinoSQL }: { TrinoSQL: new () => Parser } = createRequire(import.meta.url)(outfile);
  parser = new TrinoSQL();
});
afterAll(() => rmSync(folder, { recursive: true }));

const faultsOf = (sql: string): readonly string[] => parser.validate(`${sql};`).map(({ message }) => message);

it.each([...lakeQueries().values()].map(({ name, sql }) => [name, sql] as const))(
  "%s is a query of Trino",
  (_name, sql) => {
    expect(faultsOf(sql)).toEqual([]);
  },
);

it("the view is one of Trino", () => {
  expect(faultsOf(`CREATE OR REPLACE VIEW events AS\n${viewSql()}`)).toEqual([]);
});

it.each([
  ["the arrow of JSON", "SELECT data->>'$.ip' FROM events"],
  ["EXCLUDE", "SELECT * EXCLUDE (data) FROM events"],
])("refuses what only DuckDB takes: %s", (_what, sql) => {
  expect(faultsOf(sql)).not.toEqual([]);
});

it.each([...lakeQueries().values()].map((query) => [query.name, query] as const))(
  "%s asks for as many values as it names",
  (_name, { sql, parameters, summary }) => {
    expect(sql.match(/\?/g) ?? []).toHaveLength(parameters.length);
    expect(summary).toMatch(/\.$/);
  },
);
