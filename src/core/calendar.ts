/** Unix milliseconds of an ISO 8601 time (`YYYY-MM-DDThh` and more); undefined for one that can't exist. */
export function isoMs(text: string): number | undefined {
  const day = text.slice(0, "YYYY-MM-DD".length);
  const ms = Date.parse(text);
  // Date.parse takes 24:00 as the next day.
  if (Number.isNaN(ms) || text.startsWith("T24", day.length)) return undefined;
  // Date.parse takes 30 February as 2 March: only a day that exists is printed as it was given.
  return new Date(Date.parse(day)).toISOString().startsWith(day) ? ms : undefined;
}
