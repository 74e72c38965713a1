import { readdirSync, readFileSync } from "node:fs";

/** A value that a query asks for. */
export interface QueryParameter {
  readonly name: string;
  /** What it is, with its default: `day, default 30 days ago`. */
  readonly what: string;
}

/** A saved query: one text for Athena and DuckDB, with a `?` for each parameter. */
export interface LakeQuery {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly QueryParameter[];
  readonly sql: string;
}

const readSql = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

/** What the view `events` selects from the table `lines`. */
export const viewSql = (): string => readSql("view.sql").trim();

/** Reads the comments at the beginning of a query: its summary, then a line for each parameter. */
export function lakeQueryOf(name: string, text: string): LakeQuery {
  const comments = /^(?:--.*\n)*/.exec(text)?.[0] ?? "";
  const [summary = "", ...parameters] = comments.split("\n").map((line) => line.replace(/^-- ?/, ""));
  return {
    name,
    summary,
    parameters: parameters.flatMap((line) => {
      const [, parameter, what] = /^(\w+): (.*)$/.exec(line) ?? [];
      return parameter && what ? [{ name: parameter, what }] : [];
    }),
    sql: text.slice(comments.length).trim(),
  };
}

/** All saved queries, by name. */
export function lakeQueries(): ReadonlyMap<string, LakeQuery> {
  const names = readdirSync(new URL("queries", import.meta.url)).filter((file) => file.endsWith(".sql"));
  return new Map(
    names.sort().map((file) => {
      const name = file.slice(0, -".sql".length);
      return [name, lakeQueryOf(name, readSql(`queries/${file}`))];
    }),
  );
}
