/**
 * Unix milliseconds of an ISO 8601 time that begins `YYYY-MM-DDThh`; undefined for one that no clock shows: Date.parse takes 30 February
 * for 2 March, and 24:00 for the next day.
 */
export function isoMs(text: string): number | undefined {
  const day = text.slice(0, "YYYY-MM-DD".length);
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || text.startsWith("T24", day.length)) return undefined;
  return new Date(Date.parse(day)).toISOString().startsWith(day) ? ms : undefined;
}
