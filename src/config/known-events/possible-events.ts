import { memoizeFor } from "../../core/memoize.ts";
import type { LeavesByPath } from "../../core/patterns/event-leaves.ts";
import type { Source } from "../../core/source.ts";
import { actions } from "../../core/words/vocabulary.ts";
import { type WordRules, wordsFor } from "../../core/words/words.ts";
import { type KnownEvents, noKnownEvents } from "./known-events.ts";

/** What is known of the events of one source. */
export interface NamesOfSource {
  readonly source: Source;
  /** EventBridge's `Source` of its events. */
  readonly eventSource: string;
  /** True when the vendor has no other names. */
  readonly whole: boolean;
  /** True when a package of the vendor lists names: a name that only begins like one of them is then doubtful. */
  readonly listed: boolean;
  readonly names: ReadonlySet<string>;
  /** Rules for beginnings of names: `invoice.*`. */
  readonly beginnings: readonly string[];
}

/** One event that may come: the leaves that are known of it. */
export interface PossibleEvent {
  readonly name: string;
  readonly leaves: LeavesByPath;
}

/** The name of an event without one. */
const unnamed = "unknown";

const wordTables = ({ source: { provider } }: NamesOfSource): readonly (readonly WordRules[])[] => {
  const usual = provider.event.words ?? {};
  const cases = Object.values(provider.event.cases ?? {}).flatMap(({ words }) => (words ? [words] : []));
  return [[usual], ...cases.map((words) => [words, usual])];
};

const wordRulesOf = (source: Source): readonly string[] => {
  const { words, cases = {} } = source.provider.event;
  return [words, ...Object.values(cases).map((rules) => rules.words)].flatMap((rules) =>
    Object.keys(rules ?? {}),
  );
};

/** A name that a rule for a beginning takes: a `*` inside stands for a number. */
const begunName = (rule: string): string => rule.slice(0, -1).replaceAll("*", "1");

/** @param known of all providers */
export function sourceEvents(source: Source, known: Readonly<Record<string, KnownEvents>>): NamesOfSource {
  const { id, event } = source.provider;
  const { whole, names } = Object.hasOwn(known, id) ? (known[id] ?? noKnownEvents) : noKnownEvents;
  const rules = wordRulesOf(source);
  const exact = rules.filter((rule) => !rule.includes("*"));
  return {
    source,
    eventSource: event.source,
    whole,
    listed: Object.keys(names).some((origin) => origin !== "words" && origin !== "recorded"),
    names: new Set([...Object.values(names).flat(), ...exact]),
    beginnings: rules.filter((rule) => rule.endsWith("*")),
  };
}

/** What EventBridge sees of an event of this name. An event whose words depend on its contents is several. */
export function eventsNamed(events: NamesOfSource, name: string): readonly PossibleEvent[] {
  const { source, eventSource } = events;
  const words = wordTables(events).map((tables) => wordsFor(tables, name));
  const different = new Map(words.map((found) => [`${found.entity} ${found.action}`, found]));
  return Array.from(different.values(), (found) => {
    const leaves = Object.entries({
      source: eventSource,
      "detail-type": name,
      "detail.specversion": "1.0",
      "detail.type": `${eventSource}.${name}`,
      "detail.bridgesource": source.name,
      "detail.entity": found.entity,
      "detail.action": found.action,
    }).flatMap(([path, leaf]) =>
      leaf === undefined ? [] : [[path, [{ leaf, membership: new Map() }]] as const],
    );
    return { name, leaves: new Map(leaves) };
  });
}

/** Names that `accept` asks for: what it says is not doubted here. */
const acceptedNames = ({ source: { accept = [] } }: NamesOfSource): readonly string[] =>
  accept.map((entry) => (entry.endsWith("*") ? `${entry.slice(0, -1)}x` : entry));

/** All events of a source that are known, also those of which only the beginning of the name is. */
export const eventsThatMayCome = memoizeFor((events: NamesOfSource): readonly PossibleEvent[] => {
  const begun = events.whole ? [] : events.beginnings.map(begunName);
  const verbs = ["x", ...Object.keys(actions)];
  const names = [
    unnamed,
    ...events.names,
    ...acceptedNames(events),
    ...begun.flatMap((beginning) => verbs.map((verb) => beginning + verb)),
  ];
  return [...new Set(names)].flatMap((name) => eventsNamed(events, name));
});

/** True where the vendor may have a name: it is known, or begins as the provider says, and no package has a list. */
export const mayBeNamed = (
  { source, names, beginnings, whole, listed }: NamesOfSource,
  name: string,
): boolean =>
  names.has(name) ||
  name === unnamed ||
  (source.provider.event.namedByUsers ?? []).some((beginning) => name.startsWith(beginning)) ||
  (!whole && !listed && beginnings.some((rule) => name.startsWith(rule.slice(0, rule.indexOf("*")))));
