/** A moment (ISO 8601) as a column shows it: in UTC, with milliseconds. */
export function showTime(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}

/** A moment (ms since 1970) as notes show it. */
export const showMoment = (ms: number): string => `${showTime(new Date(ms).toISOString()).slice(0, 19)} UTC`;

const spans = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
] as const;

/** How long ago a moment (ISO 8601) is: `3 min ago`. */
export function showAge(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  const [span, unit] = spans.find(([ms]) => age >= ms) ?? [1_000, "s"];
  return `${Math.max(0, Math.floor(age / span))} ${unit} ago`;
}

/** A number as people read it: `1,234`. */
export const showNumber = (number: number): string => number.toLocaleString("en-US");

/** A size as people read it, and to the byte: `1.5 MB (1,500,000 bytes)`. */
export function showSize(bytes: number): string {
  const exact = `${showNumber(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
  if (bytes < 10_000) return exact;
  const short = bytes < 1_000_000 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return `${short} (${exact})`;
}
