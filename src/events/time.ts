import { isoMs } from "../core/calendar.ts";

const rfc3339 =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const spaced =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?) ?(Z|UTC|[+ -][0-9]{2}:?[0-9]{2})?$/;
const unix = /^[0-9]{9,19}(?:\.[0-9]{1,9})?$/;
const mail =
  /^(?:[A-Z][a-z]{2}, )?(([0-9]{1,2}) [A-Z][a-z]{2} [1-9][0-9]{3}) (?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2} (?:GMT|UTC|[+-][01][0-9]{3})$/;
const dateOnly = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/**
 * Milliseconds of a Unix time in seconds (up to 12 digits: the year 9999 is often "never"), or in milli-, micro- or
 * nanoseconds (13, 16 and 19).
 */
function unixMs(time: number): number {
  if (time < 1e12) return time * 1_000;
  if (time < 1e14) return time;
  return time < 1e17 ? time / 1_000 : time / 1_000_000;
}

/** Unix milliseconds as RFC 3339; undefined for a year that has not four digits. */
function iso(ms: number | undefined): string | undefined {
  if (ms === undefined || Number.isNaN(ms)) return undefined;
  const text = new Date(ms).toISOString();
  return rfc3339.test(text) ? text : undefined;
}

/** Unix milliseconds of an e-mail's date; undefined for a day that its month does not have. */
function mailMs([text, date, day]: RegExpExecArray): number | undefined {
  return new Date(`${date} UTC`).getUTCDate() === Number(day) ? Date.parse(text) : undefined;
}

/**
 * A vendor's time as RFC 3339; undefined for other forms than:
 *
 * - RFC 3339, which stays as it is
 * - Unix times
 * - a space for the `T`, a zone without a colon, no zone (UTC)
 * - dates of e-mails, and dates without a time
 */
export function toRfc3339(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (rfc3339.test(text)) return isoMs(text) === undefined ? undefined : text;
  if (unix.test(text)) return iso(unixMs(Number(text)));
  if (dateOnly.test(text)) return iso(isoMs(`${text}T00:00:00Z`));
  const mailed = mail.exec(text);
  if (mailed) return iso(mailMs(mailed));
  const parts = spaced.exec(text);
  if (!parts) return undefined;
  // A space before the zone was a plus before the query was decoded.
  const zone = (parts[3] ?? "Z").replace("UTC", "Z").replace(" ", "+");
  return iso(isoMs(`${parts[1]}T${parts[2]}${zone}`));
}
