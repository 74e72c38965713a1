import { type Command, InvalidArgumentError } from "commander";
import type { ListFilter, ListQuery } from "../../operate/lists.ts";
import { requestOutcomes } from "../../operate/requests.ts";
import { momentForms, parseMoment } from "../text/parse-moment.ts";

/** A parser of a flag that takes several values: with commas, or the flag again. */
export function parseWords(text: string, before: readonly string[] | undefined): readonly string[] {
  const words = text.split(",").map((word) => word.trim());
  if (words.some((word) => word === ""))
    throw new InvalidArgumentError("A name between its commas is empty.");
  return [...(before ?? []), ...words];
}

/** A parser of outcomes. A misspelt one would find nothing, as if nothing had come. */
function parseOutcomes(text: string, before: readonly string[] | undefined): readonly string[] {
  const words = parseWords(text, before);
  const known: readonly string[] = requestOutcomes;
  if (words.every((word) => known.includes(word))) return words;
  throw new InvalidArgumentError(`The outcomes are ${known.join(", ")}.`);
}

/** A parser of a whole number within bounds. */
const parseCount =
  (low: number, high: number) =>
  (text: string): number => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (count >= low && count <= high) return count;
    throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
  };

/** The flags that narrow a list, by name. */
const filterFlags = {
  source: ["--source <names>", "of these sources", parseWords],
  type: ["--type <types>", "of these event types: com.github.push, com.stripe.*", parseWords],
  entity: ["--entity <words>", "about these things: order, invoice", parseWords],
  action: ["--action <words>", "with these actions: created, deleted", parseWords],
  outcome: ["--outcome <words>", "that came so far: refused, published, dead-letter …", parseOutcomes],
  reason: ["--reason <words>", "refused or failed for these reasons or codes", parseWords],
  from: ["--from <time>", "from this time on", parseMoment],
  to: ["--to <time>", "up to this time", parseMoment],
  text: ["--text <text>", "with this text in an id, a type or a subject", (text: string) => text],
} as const;

/** Adds flags that narrow a list. */
export function withFilters(command: Command, names: readonly (keyof typeof filterFlags)[]): Command {
  for (const name of names) {
    const [flags, description, parse] = filterFlags[name];
    command.option<unknown>(flags, description, parse as (text: string, before: unknown) => unknown);
  }
  return names.includes("from") ? command.addHelpText("after", `\n${momentForms}`) : command;
}

/** Adds flags that say which part of a list is shown. */
export const withPages = (command: Command): Command =>
  command
    .option("--limit <number>", "at most so many, the newest", parseCount(1, 1_000), 50)
    .option("--before <cursor>", "those that are older than this cursor")
    .option("--after <cursor>", "those that are newer than this cursor");

/** What the flags of a list give. */
export type ListFlags = ListQuery;

/** The members of flags that belong to a query, without those that were not given. */
export function chosenFlags<Name extends string, Flags extends { readonly [Key in Name]?: unknown }>(
  flags: Flags,
  names: readonly Name[],
): Pick<Flags, Name> {
  const given = names.filter((name) => flags[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, flags[name]])) as Pick<Flags, Name>;
}

/** Names of all members of a filter. */
export const filterFlagNames = Object.keys(filterFlags) as (keyof ListFilter)[];

/** Names of the members that choose a part. */
export const pageNames = ["limit", "before", "after"] as const;
