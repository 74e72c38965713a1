const rfc3339 =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const spaced =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?) ?(Z|UTC|[+ -][0-9]{2}:?[0-9]{2})?$/;
const unix = /^[0-9]{9,19}(?:\.[0-9]{1,9})?$/;
const mail =
  /^(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (?:GMT|UTC|[+-][0-9]{4})$/;
const dateOnly = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Milliseconds of a Unix time: seconds (10 digits), milliseconds (13), microseconds (16) or nanoseconds (19). */
function unixMs(text: string): number {
  const digits = text.split(".", 1)[0]?.length ?? 0;
  const value = Number(text);
  if (digits <= 11) return value * 1_000;
  if (digits <= 14) return value;
  return digits <= 17 ? value / 1_000 : value / 1_000_000;
}

function iso(ms: number): string | undefined {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

/**
 * A vendor's time as RFC 3339. What is RFC 3339 already stays as it is; Unix times, spaces in place of the T, zones
 * without a colon, mail dates and bare dates are rewritten (without a zone: UTC). undefined for anything else.
 */
export function toRfc3339(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (rfc3339.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : text;
  if (unix.test(text)) return iso(unixMs(text));
  if (dateOnly.test(text)) return iso(Date.parse(`${text}T00:00:00Z`));
  if (mail.test(text)) return iso(Date.parse(text));
  const parts = spaced.exec(text);
  if (!parts) return undefined;
  // A space before the zone was a plus before its query was decoded.
  const zone = (parts[3] ?? "Z")
    .replace("UTC", "Z")
    .replace(" ", "+")
    .replace(/^([+-][0-9]{2})([0-9]{2})$/, "$1:$2");
  return iso(Date.parse(`${parts[1]}T${parts[2]}${zone}`));
}
