/** What the page of dead letters says of them, and which ones are chosen. */
import type {
  DeadLetterFilter,
  DeadLetterGroup,
  DeadLetterRow,
  LetterOrder,
  LetterOutlook,
} from "../../../operate/dead-letters.ts";
import { plural } from "../../parts/text/numbers.ts";

/** The two lists: what the bridge could not publish, and what EventBridge or a consumer could not deliver. */
export type LetterKind = "not-published" | "not-delivered";

/** The bridge's own queues. Any other is that of a subscription, or of EventBridge. */
const ownQueues = ["deliveries", "ordered", "buffer"];

export const kindOfQueue = (queue: string): LetterKind =>
  ownQueues.includes(queue) ? "not-published" : "not-delivered";

/** True for a group that a subscription's own queue holds: an order must name that. */
export const subscriptionOfQueue = (queue: string): string | undefined =>
  ownQueues.includes(queue) || queue === "forward" || queue === "buses" ? undefined : queue;

/** Dead letters of one cause at one source. The API tells groups apart by their sentences too, which name the event. */
export interface LetterCause extends Omit<DeadLetterGroup, "reason"> {
  /** The sentences, the most frequent first. */
  readonly reasons: readonly string[];
}

/** Groups by what their pages and orders tell apart. */
export function letterCauses(groups: readonly DeadLetterGroup[]): readonly LetterCause[] {
  const sorted = groups.toSorted((one, other) => other.count - one.count);
  return [...Map.groupBy(sorted, (group) => JSON.stringify(groupQuery(group))).values()].flatMap((same) => {
    const [most] = same;
    if (!most) return [];
    const { reason: _, ...rest } = most;
    return [
      {
        ...rest,
        count: same.reduce((sum, { count }) => sum + count, 0),
        first: same.map(({ first }) => first).reduce((one, other) => (one < other ? one : other)),
        reasons: same.flatMap(({ reason }) => reason ?? []),
      },
    ];
  });
}

type GroupKey = Pick<DeadLetterGroup, "queue" | "code" | "source">;

/** The place of a group in the page's address. */
export const groupQuery = ({ queue, code, source }: GroupKey): Readonly<Record<string, string>> => ({
  queue,
  code: code ?? "none",
  source: source ?? "",
});

/** The causes that the address names. */
export function causesChosen<Cause extends GroupKey>(
  groups: readonly Cause[],
  query: URLSearchParams,
): readonly Cause[] {
  const [queue, code, source] = ["queue", "code", "source"].map((name) => query.get(name));
  if (queue === null && code === null && source === null) return [];
  return groups.filter(
    (group) =>
      (queue === null || group.queue === queue) &&
      (code === null || (group.code ?? "none") === code) &&
      (source === null || (group.source ?? "") === source),
  );
}

/** The filter of an order or a list for what the address names. Letters without a source can't be asked for by it: their ids are. */
export function chosenFilter(query: URLSearchParams): DeadLetterFilter {
  const [queue, code, source] = ["queue", "code", "source"].map((name) => query.get(name));
  return {
    ...(queue && { queue: [queue] }),
    ...(code && { code: [code] }),
    ...(source && { source: [source] }),
  };
}

/** The filter as a query of the API. */
export const filterQuery = ({ queue, code, source }: DeadLetterFilter) => ({ queue, code, source });

/** An order for what is chosen. */
export function letterOrder(
  filter: DeadLetterFilter,
  settings: Pick<LetterOrder, "dryRun" | "leaveFailing"> & { readonly perSecond?: number | undefined },
): LetterOrder {
  const { dryRun, perSecond, leaveFailing = false } = settings;
  const subscription = filter.queue?.[0] === undefined ? undefined : subscriptionOfQueue(filter.queue[0]);
  return {
    filter,
    dryRun,
    ...(subscription !== undefined && { subscription }),
    ...(perSecond !== undefined && { perSecond }),
    ...(leaveFailing && !dryRun && { leaveFailing }),
  };
}

const flagWord = (word: string): string =>
  /^[\w.:/@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The words of the command that does the same. */
export function orderWords(verb: "redrive" | "discard", order: LetterOrder): string {
  const { filter, subscription, perSecond, leaveFailing } = order;
  const flags = (["code", "source", "queue"] as const).flatMap((name) => {
    const values = filter[name];
    return values && !(name === "queue" && subscription !== undefined)
      ? [`--${name} ${flagWord(values.join(","))}`]
      : [];
  });
  return [
    `dead-letters ${verb}`,
    ...flags,
    ...(subscription === undefined ? [] : [`--subscription ${flagWord(subscription)}`]),
    ...(perSecond === undefined || verb === "discard" ? [] : [`--per-second ${perSecond}`]),
    ...(leaveFailing ? ["--leave-failing"] : []),
  ].join(" ");
}

/** What the letters of a list are. */
export const lettersText = (kind: LetterKind): string =>
  kind === "not-published"
    ? "Each is a delivery; its payload opens on its page."
    : "Each is an event; the page of its delivery leads to it.";

/** How safe a redrive is. The ledger knows what the bridge has published, and nothing of what a consumer has done. */
export const safetyText = (kind: LetterKind): string =>
  `Each is sent back to where it came from, then deleted here. Interrupted at any point, none is lost; one may be sent twice, ${
    kind === "not-published"
      ? "and the ledger publishes it once."
      : "so a consumer that must act once remembers source and id of its events."
  }`;

/** The title of what is chosen: `event-invalid, hr`. */
export function chosenTitle(groups: readonly GroupKey[]): string {
  const titles = groups.map(({ code, source }) => [causeText(code), source].filter(Boolean).join(", "));
  const [first = "", ...others] = new Set(titles);
  return others.length === 0 ? first : `${others.length + 1} causes`;
}

/** The title of what the address names, where none of it is left. */
export function askedTitle(query: URLSearchParams): string {
  const code = query.get("code");
  return [code === null ? null : causeText(code === "none" ? null : code), query.get("source")]
    .filter(Boolean)
    .join(", ");
}

/** The code, or that SQS gave up. */
export const causeText = (code: string | null): string => code ?? "attempts used up";

/** What would become of a letter, in words. */
export function prospectText({ prospect, buses, code, events }: LetterOutlook): string {
  switch (prospect) {
    case "publish":
      return `publish ${events === 1 ? "" : `${plural(events, "event")} `}on ${buses.join(", ")}`;
    case "duplicate":
      return "leave it out as a duplicate";
    case "dropped":
      return "drop it by `accept`";
    case "fail":
      return `fail again: ${code}`;
    case "unknown":
      return "only EventBridge can say";
  }
}

/** Letters as lines of JSON, for a file. */
export const exportLines = (rows: readonly DeadLetterRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");
