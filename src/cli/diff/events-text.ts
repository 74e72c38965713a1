import type { EventDifference, SourceChange } from "./event-changes.ts";

/** Most rows of the differenceTable for one source: a pull request's comment has an end, and the rest is in `--json`. */
const mostRows = 20;

const longestCell = 100;

/** A value in a codeCell of a Markdown differenceTable. */
export function codeCell(value: string | undefined): string {
  if (value === undefined) return "–";
  if (value === "") return "(empty)";
  const text = value.length > longestCell ? `${value.slice(0, longestCell)}…` : value;
  return `\`${text.replaceAll(/[`\r\n]/g, " ").replaceAll("|", "\\|")}\``;
}

const whats: Partial<Readonly<Record<EventDifference["what"], string>>> = {
  data: "payload (its hash)",
  key: "deduplication key",
  events: "number of events",
  failure: "why there is no event",
};

/** The same difference in one or more recorded requests. */
interface Row extends Pick<EventDifference, "what" | "before" | "after"> {
  readonly requests: string[];
}

/** One row for all requests with the same difference: an `accept` is the same for many. */
function rowsOf(differences: readonly EventDifference[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { request, event = 0, what, before, after } of differences) {
    const key = JSON.stringify([what, before, after]);
    const row = rows.get(key) ?? {
      what,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      requests: [],
    };
    row.requests.push(event === 0 ? request : `${request} (event ${event + 1})`);
    rows.set(key, row);
  }
  return [...rows.values()];
}

const rowText = ({ requests, what, before, after }: Row): string =>
  `| ${requests.join(", ")} | ${whats[what] ?? what} | ${codeCell(before)} | ${codeCell(after)} |`;

function differenceTable(differences: readonly EventDifference[]): readonly string[] {
  const rows = rowsOf(differences);
  const more = rows.length - mostRows;
  return [
    "",
    "| recorded request | what | before | after |",
    "|---|---|---|---|",
    ...rows.slice(0, mostRows).map(rowText),
    ...(more > 0 ? ["", `${more} more differences are in the output of \`--json\`.`] : []),
  ];
}

/** Whether what only changes is the deduplication key. */
const onlyKeys = (differences: readonly EventDifference[]): boolean =>
  differences.length > 0 && differences.every(({ what }) => what === "key");

function sourceSentence({ source, provider, kind, differences }: SourceChange): string | undefined {
  if (kind === "added") return `Source "${source}" (${provider}) is new.`;
  if (kind === "removed") return `**Source "${source}" (${provider}) is removed: its events end.**`;
  if (kind === "provider")
    return `**Source "${source}" has another provider, ${provider}: all of its events are others.**`;
  if (differences.length === 0) return undefined;
  return onlyKeys(differences)
    ? `**Source "${source}" (${provider}) has other deduplication keys**: a delivery that was published before and is repeated after is published once more.`
    : `**The events of source "${source}" (${provider}) change**: look at the rules and consumers on its bus.`;
}

/** What changes in the events of one source, as Markdown. */
export function sourceText(change: SourceChange): readonly string[] {
  const { source, differences, notCompared } = change;
  const sentence = sourceSentence(change);
  const some = `${notCompared.length} recorded request${notCompared.length === 1 ? " is" : "s are"}`;
  const why = "only in one of the versions, or recorded anew, and not compared";
  const other = `Source "${source}": ${some} ${why}: ${notCompared.join(", ")}.`;
  return [
    ...(sentence === undefined
      ? []
      : [`- ${sentence}`, ...(differences.length > 0 ? [...differenceTable(differences), ""] : [])]),
    ...(notCompared.length > 0 ? [`- ${other}`] : []),
  ];
}
