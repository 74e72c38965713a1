const rfc3339 =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const spaced =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?) ?(Z|UTC|[+ -][0-9]{2}:?[0-9]{2})?$/;
const unix = /^[0-9]{9,19}(?:\.[0-9]{1,9})?$/;
const mail =
  /^(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (?:GMT|UTC|[+-][0-9]{4})$/;
const dateOnly = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Milliseconds of a Unix time in seconds (10 digits), milliseconds (13), microseconds (16) or nanoseconds (19). */
function unixMs(time: number): number {
  if (time < 1e11) return time * 1_000;
  if (time < 1e14) return time;
  return time < 1e17 ? time / 1_000 : time / 1_000_000;
}

const iso = (ms: number): string | undefined => (Number.isNaN(ms) ? undefined : new Date(ms).toISOString());

/**
 * A vendor's time as RFC 3339. What is RFC 3339 already stays as it is; Unix times, spaces in place of the T, zones
 * without a colon, mail dates and bare dates are rewritten (without a zone: UTC). undefined for anything else.
 */
export function toRfc3339(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (rfc3339.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : text;
  if (unix.test(text)) return iso(unixMs(Number(text)));
  if (dateOnly.test(text)) return iso(Date.parse(`${text}T00:00:00Z`));
  if (mail.test(text)) return iso(Date.parse(text));
  const parts = spaced.exec(text);
  if (!parts) return undefined;
  // A space before the zone was a plus before its query was decoded.
  const zone = (parts[3] ?? "Z").replace("UTC", "Z").replace(" ", "+");
  return iso(Date.parse(`${parts[1]}T${parts[2]}${zone}`));
}
