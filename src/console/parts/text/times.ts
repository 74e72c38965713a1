/** Times as the page says them: moments in the viewer's zone, UTC where somebody asks for it. */
import { shortNumber } from "./numbers.ts";

/** A moment as the API gives it (ISO 8601) or in ms since 1970. */
export type TimeGiven = string | number;

const dated = (at: TimeGiven): Date => new Date(at);
const isMoment = (at: TimeGiven): boolean => !Number.isNaN(dated(at).getTime());
const padded = (number: number, width = 2): string => String(number).padStart(width, "0");

const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;

const timeOf = (date: Date): string =>
  `${padded(date.getHours())}:${padded(date.getMinutes())}:${padded(date.getSeconds())}`;

/** Time of day in the viewer's zone: `10:20:41`, with `precise` `10:20:41.812`. What is no moment is given as it is. */
export function clock(at: TimeGiven, { precise = false }: { readonly precise?: boolean } = {}): string {
  if (!isMoment(at)) return String(at);
  const date = dated(at);
  return `${timeOf(date)}${precise ? `.${padded(date.getMilliseconds(), 3)}` : ""}`;
}

/** Hours and minutes in the viewer's zone: `10:20`. */
export const shortClock = (at: TimeGiven): string => clock(at).slice(0, 5);

/** Day and time in the viewer's zone: `2026-11-30 10:20:41`. */
export const dateTime = (at: TimeGiven, options: { readonly precise?: boolean } = {}): string =>
  isMoment(at) ? `${dayOf(dated(at))} ${clock(at, options)}` : String(at);

/** Day and time in UTC: `2026-11-30 10:20:41.812 UTC`. */
export const utcTime = (at: TimeGiven): string =>
  isMoment(at) ? `${dated(at).toISOString().replace("T", " ").replace("Z", " UTC")}` : String(at);

/** Whether two moments are on one day of the viewer. */
export const isSameDay = (one: TimeGiven, other: TimeGiven): boolean =>
  dayOf(dated(one)) === dayOf(dated(other));

/** The time of day of a moment of today, else its day too: for lists and "since". */
export const recentTime = (at: TimeGiven, now: number): string =>
  isSameDay(at, now) ? shortClock(at) : `${dateTime(at).slice(0, 16)}`;

const steps = [
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "min", ms: 60_000 },
  { unit: "s", ms: 1_000 },
] as const;

/** A length of time with two units at most: `14 ms`, `1.9 s`, `31 min`, `11 d 21 h`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${shortNumber(Math.max(0, ms), 3)} ms`;
  if (ms < 10_000) return `${shortNumber(ms / 1_000)} s`;
  const index = steps.findIndex((step) => ms >= step.ms);
  const { unit, ms: length } = steps[index] ?? steps[3];
  const below = steps[index + 1];
  if (unit === "s" || below === undefined) return `${Math.floor(ms / length)} ${unit}`;
  const rest = Math.floor((ms % length) / below.ms);
  const whole = `${Math.floor(ms / length)} ${unit}`;
  return rest === 0 || (unit === "min" && ms >= 10 * length) ? whole : `${whole} ${rest} ${below.unit}`;
}

/** How long ago: `now`, `4 s ago`, `31 min ago`. Clocks that differ by less than a second make no future. */
export function ago(at: TimeGiven, now: number): string {
  const ms = now - dated(at).getTime();
  if (Number.isNaN(ms)) return String(at);
  if (ms < 1_000) return ms > -1_000 ? "now" : `in ${duration(1_000 * Math.round(-ms / 1_000))}`;
  return `${duration(1_000 * Math.floor(ms / 1_000))} ago`;
}
