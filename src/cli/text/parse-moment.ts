import { InvalidArgumentError } from "commander";

/** The forms of a moment, for the help of commands. */
export const momentForms =
  "Times: 15m, 2h, 3d (so long ago), 14:30, today, yesterday, yesterday 14:30, 2026-11-30, 2026-11-30 14:30 (all in " +
  "this machine's time zone), 2026-11-30T14:30:00Z";

const unitMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Midnight of a day before today, by this machine's calendar. */
function midnight(now: number, daysBefore: number): Date {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - daysBefore);
  return day;
}

/** A time of day on one of the last days: `yesterday 14:30`. */
function onNamedDay(text: string, now: number): number | undefined {
  const form = /^(?:(today|yesterday)(?: (?:at )?|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
  const [, name, hours, minutes = "0", seconds = "0"] = form.exec(text) ?? [];
  if (name === undefined && hours === undefined) return undefined;
  const [hour, minute, second] = [Number(hours ?? 0), Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const day = midnight(now, name === "yesterday" ? 1 : 0);
  day.setHours(hour, minute, second);
  return day.getTime();
}

/** A date, with a time or without; in this machine's time zone where none is named. */
function onDate(text: string): number | undefined {
  const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;
  const [, date, time = "00:00", zone = ""] = form.exec(text) ?? [];
  if (date === undefined) return undefined;
  const ms = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(ms)) return undefined;
  // JavaScript takes 31 November for 1 December.
  return new Date(`${date}T00:00Z`).toISOString().startsWith(date) ? ms : undefined;
}

/** The moment that a text means, in ms since 1970; undefined where it means none. */
export function momentOf(text: string, now: number): number | undefined {
  const words = text.trim().replaceAll(/\s+/g, " ").toLowerCase();
  if (words === "now") return now;
  const [, number, unit = ""] = /^(\d{1,6}) ?([smhdw])(?: ago)?$/.exec(words) ?? [];
  if (number !== undefined) return now - Number(number) * (unitMs[unit] ?? 0);
  if (/^\d{12,14}$/.test(words)) return Number(words);
  return (
    onNamedDay(words, now) ?? (/^\d{4}-\d{2}-\d{2}/.test(words) ? onDate(words.toUpperCase()) : undefined)
  );
}

/** A parser of a flag's moment. */
export function parseMoment(text: string): number {
  const ms = momentOf(text, Date.now());
  if (ms === undefined) throw new InvalidArgumentError(`${momentForms}.`);
  return ms;
}
