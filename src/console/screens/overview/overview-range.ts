/** The range of the overview: in the page's URL, and as the API takes it. */

/** Ranges that end now. */
export const ranges = [
  { value: "15m", label: "15 min", ms: 900_000 },
  { value: "1h", label: "1 h", ms: 3_600_000 },
  { value: "6h", label: "6 h", ms: 21_600_000 },
  { value: "24h", label: "24 h", ms: 86_400_000 },
  { value: "7d", label: "7 d", ms: 604_800_000 },
] as const;

/** Name of a range that ends now, or `custom`. */
export type RangeName = (typeof ranges)[number]["value"] | "custom";

/** A range: one that ends now, or one between two moments in ms since 1970. */
export type ShownRange =
  | { readonly name: Exclude<RangeName, "custom">; readonly ms: number }
  | { readonly name: "custom"; readonly from: number; readonly to: number };

const defaultRange = ranges[1];

/** The range of a URL's query: `range=6h`, or `from` and `to` as ISO 8601. What can't be read is the last hour. */
export function readRange(query: URLSearchParams): ShownRange {
  const [from, to] = [Date.parse(query.get("from") ?? ""), Date.parse(query.get("to") ?? "")];
  if (from < to) return { name: "custom", from, to };
  const { value, ms } = ranges.find((one) => one.value === query.get("range")) ?? defaultRange;
  return { name: value, ms };
}

/** The query of a range. The default has none. */
export const rangeQuery = (
  range: ShownRange,
): Readonly<Record<"range" | "from" | "to", string | undefined>> =>
  range.name === "custom"
    ? {
        range: undefined,
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
      }
    : { range: range.name === defaultRange.value ? undefined : range.name, from: undefined, to: undefined };

/** First and last moment of a range, in ms since 1970. */
export const momentsOf = (range: ShownRange, now: number): { readonly from: number; readonly to: number } =>
  range.name === "custom" ? { from: range.from, to: range.to } : { from: now - range.ms, to: now };

/** The same range in the Stream's URL: one that ends now stays so. */
export const streamTimes = (range: ShownRange): Readonly<Record<string, string>> =>
  range.name === "custom"
    ? { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() }
    : { from: `-${range.name}` };

/** The Stream with these filters. */
export function streamHref(filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "/stream" : `/stream?${text}`;
}

/** A moment for a field of a form: local time to the minute. */
export function fieldTime(ms: number): string {
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}
