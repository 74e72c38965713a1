/** What the Stream shows: in the page's URL, in the filter field and in the API's query, which all have the same names. */
import type { News } from "../../../api/stream/news.ts";

/** The lists of the Stream. */
export const shows = [
  "all",
  "accepted",
  "refused",
  "handshakes",
  "events",
  "consumed",
  "dead-letters",
] as const;
export type Show = (typeof shows)[number];

/** Filters that have words as values, several of them. */
export const wordFilters = ["source", "type", "entity", "action", "outcome", "reason"] as const;
export type WordFilter = (typeof wordFilters)[number];

/** What a list is narrowed to. */
export interface StreamFilter {
  readonly show: Show;
  readonly words: Readonly<Partial<Record<WordFilter, readonly string[]>>>;
  readonly text?: string | undefined;
  /** A moment as the API takes it, or a time before now: `-1h`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const wordsIn = (text: string | null): readonly string[] =>
  (text ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** Reads a URL's query. What it does not know, it leaves out. */
export function readFilter(query: URLSearchParams): StreamFilter {
  const show = shows.find((one) => one === query.get("show")) ?? "all";
  const words = Object.fromEntries(
    wordFilters.flatMap((name) => {
      const values = wordsIn(query.get(name));
      return values.length === 0 ? [] : [[name, values]];
    }),
  );
  const one = (name: string): string | undefined => query.get(name) || undefined;
  return { show, words, text: one("text"), from: one("from"), to: one("to") };
}

/** The place of the Stream with this filter. */
export function filterHref({ show, words, text, from, to }: StreamFilter): string {
  const query = new URLSearchParams();
  if (show !== "all") query.set("show", show);
  for (const name of wordFilters) {
    const values = words[name] ?? [];
    if (values.length > 0) query.set(name, values.join(","));
  }
  for (const [name, value] of Object.entries({ from, to, text })) if (value) query.set(name, value);
  // Commas and colons may stand in a query as they are, and are easier to read.
  const written = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return written === "" ? "/stream" : `/stream?${written}`;
}

/** The filter without one of its parts; a word filter may lose one value. */
export function without(filter: StreamFilter, name: WordFilter | "text" | "from" | "to"): StreamFilter {
  if (name === "text" || name === "from" || name === "to") return { ...filter, [name]: undefined };
  const { [name]: _, ...words } = filter.words;
  return { ...filter, words };
}

/** Each filter that is set, as it is written in the field, with the list without it. */
export function setFilters(
  filter: StreamFilter,
): readonly { readonly label: string; readonly without: string }[] {
  const written = wordFilters.flatMap((name) => {
    const values = filter.words[name];
    return values
      ? [{ label: `${name}:${values.join(",")}`, without: filterHref(without(filter, name)) }]
      : [];
  });
  const others = (["text", "from", "to"] as const).flatMap((name) => {
    const value = filter[name];
    return value === undefined
      ? []
      : [{ label: name === "text" ? value : `${name}:${value}`, without: filterHref(without(filter, name)) }];
  });
  return [...written, ...others];
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A moment of the URL as the API takes it; undefined for what is none. */
export function momentOf(text: string | undefined, now: number): string | undefined {
  const [, number = "", unit = ""] = /^-(\d{1,4})([mhd])$/.exec(text ?? "") ?? [];
  if (number !== "") return new Date(now - Number(number) * (units[unit] ?? 0)).toISOString();
  return text;
}

/** What the API is asked for. */
export interface ListCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const paths: Readonly<Record<Show, string>> = {
  all: "/api/requests",
  accepted: "/api/deliveries",
  refused: "/api/requests",
  handshakes: "/api/requests",
  events: "/api/events",
  consumed: "/api/consumed",
  "dead-letters": "/api/dead-letters",
};

/** The outcome that a list is of by itself. */
const ownOutcome: Readonly<Partial<Record<Show, string>>> = { refused: "refused", handshakes: "handshake" };

/** Filters that mean something in a list. */
export function filtersOf(show: Show): readonly WordFilter[] {
  if (show === "dead-letters") return ["source", "reason"];
  if (show === "consumed") return ["source", "type"];
  if (show === "refused" || show === "handshakes") return wordFilters.filter((name) => name !== "outcome");
  return wordFilters;
}

/** The list of the API for a filter. */
export function listCall({ show, words, text, from, to }: StreamFilter, now: number): ListCall {
  const query: Record<string, string> = {};
  for (const name of filtersOf(show)) {
    const values = words[name];
    if (values) query[show === "dead-letters" && name === "reason" ? "code" : name] = values.join(",");
  }
  const outcome = ownOutcome[show];
  if (outcome !== undefined) query.outcome = outcome;
  for (const [name, value] of Object.entries({ from: momentOf(from, now), to: momentOf(to, now), text }))
    if (value !== undefined) query[name] = value;
  return { path: paths[show], query };
}

type NewsOfRow = Exclude<News, { readonly kind: "gap" }>;

const notAccepted = ["refused", "handshake", "failed"];

/** Whether an item of the stream belongs to a list, whatever its filters. */
export function isShownIn(show: Show, news: NewsOfRow): boolean {
  if (show === "events") return news.kind === "event";
  if (show === "consumed") return news.kind === "consumed";
  if (show === "dead-letters") return news.kind === "dead-letter";
  if (news.kind !== "request") return false;
  const { outcome } = news.row;
  return (
    show === "all" || (show === "accepted" ? !notAccepted.includes(outcome) : outcome === ownOutcome[show])
  );
}

const isAmong = (values: readonly string[] | undefined, ...found: (string | null | undefined)[]): boolean =>
  values === undefined ||
  values.some((value) =>
    found.some((text) => (value.endsWith("*") ? text?.startsWith(value.slice(0, -1)) : text === value)),
  );

function isOfWords(words: StreamFilter["words"], news: NewsOfRow): boolean {
  const { row } = news;
  const code = "code" in row ? row.code : undefined;
  const reason = "reason" in row ? row.reason : undefined;
  if (!isAmong(words.source, row.source)) return false;
  if (news.kind === "dead-letter") return isAmong(words.reason, code);
  if (news.kind === "consumed") return isAmong(words.type, news.row.type);
  const { type, entity, action } = news.row;
  return (
    isAmong(words.type, type) &&
    isAmong(words.entity, entity) &&
    isAmong(words.action, action) &&
    isAmong(words.reason, reason, code) &&
    (!("outcome" in row) || isAmong(words.outcome, row.outcome))
  );
}

const textNames = [
  "type",
  "subject",
  "detail",
  "event",
  "eventId",
  "delivery",
  "name",
  "reason",
  "subscription",
];

function textIn(row: object, name: string): string | undefined {
  const found = Object.entries(row).find(([one]) => one === name)?.[1];
  return typeof found === "string" ? found : undefined;
}

/** The texts of a row that `text` looks in; the bridge looks into payloads too. */
const textsOf = ({ row }: NewsOfRow): readonly (string | null | undefined)[] => [
  row.id,
  row.source,
  ...textNames.map((name) => textIn(row, name)),
];

const momentMs = (text: string): number => (/^\d{10,}$/.test(text) ? Number(text) : Date.parse(text));

function isOfTime({ from, to }: StreamFilter, at: string, now: number): boolean {
  if (from === undefined && to === undefined) return true;
  const ms = Date.parse(at);
  const [first, last] = [momentOf(from, now), momentOf(to, now)];
  return (first === undefined || ms >= momentMs(first)) && (last === undefined || ms <= momentMs(last));
}

/** Whether the filters let an item of the stream through. */
export function isChosen(filter: StreamFilter, news: NewsOfRow, now: number): boolean {
  const { text } = filter;
  return (
    isShownIn(filter.show, news) &&
    isOfWords(filter.words, news) &&
    isOfTime(filter, news.row.at, now) &&
    (text === undefined || textsOf(news).some((one) => one?.toLowerCase().includes(text.toLowerCase())))
  );
}
