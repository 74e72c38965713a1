import type { Context } from "hono";
import { similarNames } from "../../core/text/similar-names.ts";
import { requestOutcomes } from "../../operate/requests.ts";
import { wrongRequest } from "../api-failure.ts";
import { momentIn } from "./moment.ts";

type ReadParameter = (text: string, name: string) => unknown;

const listOfWords = (text: string): readonly string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

const plainText = (text: string): string => text;

function pageSize(text: string, name: string): number {
  const size = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= 1_000) return size;
  throw wrongRequest(`\`${name}\` is ${JSON.stringify(text)}.`, "Give a number from 1 to 1000.");
}

function knownWords(text: string, kind: string, known: readonly string[]): readonly string[] {
  const unknown = listOfWords(text).find((word) => !known.includes(word));
  if (unknown !== undefined) throw unknownName(kind, unknown, known);
  return listOfWords(text);
}

const listOfOutcomes = (text: string): readonly string[] => knownWords(text, "outcome", requestOutcomes);

const listOfKinds = (text: string): readonly string[] =>
  knownWords(text, "kind", ["request", "event", "dead-letter", "consumed"]);

function yesOrNo(text: string, name: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw wrongRequest(`\`${name}\` is ${JSON.stringify(text)}.`, "Give true or false.");
}

/** All parameters of the API, and how each is read. */
const parameters = {
  before: plainText,
  after: plainText,
  limit: pageSize,
  source: listOfWords,
  type: listOfWords,
  entity: listOfWords,
  action: listOfWords,
  outcome: listOfOutcomes,
  reason: listOfWords,
  from: momentIn,
  to: momentIn,
  text: plainText,
  bus: listOfWords,
  code: listOfWords,
  queue: listOfWords,
  id: listOfWords,
  subscription: plainText,
  pattern: plainText,
  lastId: plainText,
  kind: listOfKinds,
  rows: yesOrNo,
} as const satisfies Record<string, ReadParameter>;

/** Name of a parameter. */
export type ParameterName = keyof typeof parameters;

/** Values of the parameters that were given. */
export type ParameterValues<Name extends ParameterName> = {
  readonly [One in Name]?: ReturnType<(typeof parameters)[One]>;
};

/** Parameters of every list. */
export const listParameters = [
  "before",
  "after",
  "limit",
  "source",
  "type",
  "entity",
  "action",
  "outcome",
  "reason",
  "from",
  "to",
  "text",
] as const;

/** The error for a name that is not one of `known`, with the nearest of them. */
export function unknownName(kind: string, name: string, known: readonly string[]): Error {
  const [nearest] = similarNames(name, known);
  const all = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
  return wrongRequest(
    `There is no ${kind} \`${name}\` here.`,
    nearest === undefined ? all : `Did you mean \`${nearest}\`? ${all}`,
  );
}

function readGiven(name: ParameterName, texts: readonly string[]): unknown {
  const read: ReadParameter = parameters[name];
  if (read !== listOfWords && read !== listOfOutcomes && read !== listOfKinds && texts.length > 1)
    throw wrongRequest(`\`${name}\` is given ${texts.length} times.`, "Give it once.");
  const text = texts.join(",");
  if (text.replaceAll(",", "").trim() === "")
    throw wrongRequest(`\`${name}\` is empty.`, "Give it a value, or leave it out.");
  return read(text, name);
}

/** The parameters in a request's query: those of `names`; any other is refused. */
export function givenParameters<Name extends ParameterName>(
  context: Context,
  names: readonly Name[],
): ParameterValues<Name> {
  const values: [string, unknown][] = [];
  for (const [name, texts] of Object.entries(context.req.queries())) {
    const known = names.find((one) => one === name);
    if (known === undefined) throw unknownName("parameter", name, names);
    values.push([name, readGiven(known, texts)]);
  }
  const read = Object.fromEntries(values) as ParameterValues<Name>;
  refuseBackwards(read);
  return read;
}

/** Refuses a range that ends before it starts. */
export function refuseBackwards({ from, to }: { readonly from?: number; readonly to?: number }): void {
  if (from !== undefined && to !== undefined && from > to)
    throw wrongRequest("`from` is later than `to`.", "Exchange them.");
}
