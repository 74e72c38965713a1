import { child, type Json } from "../../../core/json/json.ts";

/** Members of a log line that are scalars. */
export type Scalars = Readonly<Record<string, string | number | boolean>>;

/** The scalars of a line, and of its error. */
export function fieldsOf(line: Json): { readonly fields: Scalars; readonly error: Scalars } {
  const scalars = (value: Json | undefined): Scalars =>
    Object.fromEntries(
      Object.entries(typeof value === "object" && value !== null ? value : {}).filter(
        (pair): pair is [string, string | number | boolean] =>
          pair[1] !== null && typeof pair[1] !== "object",
      ),
    );
  return { fields: scalars(line), error: scalars(child(line, "error")) };
}

const printedFields = ["source", "handshake", "status", "code", "reason", "published", "duplicates"];

/**
 * An outcome for people, with its cause and what to do next in lines of their own.
 * @param word what became of the request or message
 */
export function printedOutcome(word: string, fields: Scalars): string {
  const { id, detail, remedy } = fields;
  const details = printedFields
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}=${String(fields[name])}`);
  if (id !== undefined) details.push(`id=${String(id)}`);
  const below = [detail && `  cause: ${String(detail)}`, remedy && `  next:  ${String(remedy)}`];
  return [[word.padEnd(9), ...details].join(" "), ...below.filter(Boolean)].join("\n");
}
