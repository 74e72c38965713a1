/** A field of the log line: its name, whether every line has it, and what it is. */
export interface LogField {
  readonly name: string;
  readonly always: boolean;
  readonly what: string;
}

/** The fields of `LogLine`, in its order. @param text of src/core/logs/log-line.ts */
export function logFieldsIn(text: string): readonly LogField[] {
  const [, members = ""] = text.split("export interface LogLine {");
  const found = members.matchAll(/^ {2}\/\*\* (.*) \*\/\n {2}readonly (\w+)(\??):/gm);
  return Array.from(found, ([, what = "", name = "", mark]) => ({ name, always: mark === "", what }));
}

/** The fields as a Markdown table; those that every line has are marked. */
export function logLineTable(text: string): string {
  const rows = logFieldsIn(text).map(
    ({ name, always, what }) => `| \`${name}\` | ${always ? "every line" : ""} | ${what} |`,
  );
  return ["| field | in | what it is |", "|---|---|---|", ...rows].join("\n");
}
