import { BridgeError } from "../../core/errors.ts";
import type { LakeQuery, QueryParameter } from "../../stack/lake/lake-queries.ts";

const msOfDay = 86_400_000;

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The default that a parameter's text names: `day, default 30 days ago`, `failures, default 5`. */
function defaultOf({ what }: QueryParameter, now: number): string | undefined {
  const [, days] = /default (\d+) days ago$/.exec(what) ?? [];
  if (days !== undefined) return dayText(now - Number(days) * msOfDay);
  return /default (\S+)$/.exec(what)?.[1];
}

/** Says what is wrong with a value, by the first word of its parameter's text. */
function valueFault({ what }: QueryParameter, value: string): string | undefined {
  const isDate = !Number.isNaN(Date.parse(value));
  if (what.startsWith("day") && !(isDate && /^\d{4}-\d{2}-\d{2}$/.test(value))) return "a day, as 2026-11-30";
  if (what.startsWith("moment") && !(isDate && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)))
    return "a moment in UTC, as 2026-11-30T14:30:00Z";
  if (what.startsWith("failures") && !/^\d{1,9}$/.test(value)) return "a whole number";
  return undefined;
}

const wrongValue = (message: string, query: LakeQuery): BridgeError =>
  new BridgeError(
    "wrong-use",
    message,
    query.parameters.length === 0
      ? `${query.name} takes no values.`
      : `${query.name} takes ${query.parameters.map(({ name, what }) => `--set ${name}=<${what}>`).join(", ")}.`,
  );

/**
 * The values of a query's parameters, in their order.
 * @param given values by name
 * @throws BridgeError `wrong-use` for a value that is missing, of another form, or of no parameter
 */
export function queryValues(
  query: LakeQuery,
  given: ReadonlyMap<string, string>,
  now: number,
): readonly string[] {
  const unknown = [...given.keys()].find((name) => query.parameters.every((one) => one.name !== name));
  if (unknown !== undefined) throw wrongValue(`The query ${query.name} has no value "${unknown}".`, query);
  return query.parameters.map((parameter) => {
    const value = given.get(parameter.name) ?? defaultOf(parameter, now);
    if (value === undefined)
      throw wrongValue(`The query ${query.name} needs "${parameter.name}": ${parameter.what}.`, query);
    const fault = valueFault(parameter, value);
    if (fault)
      throw wrongValue(
        `"${parameter.name}" of ${query.name} is ${JSON.stringify(value)}, and must be ${fault}.`,
        query,
      );
    return value;
  });
}
