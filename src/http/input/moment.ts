import { wrongRequest } from "../api-failure.ts";

/** The last moment that a Date can hold, in ms since 1970. */
const lastMoment = 8_640_000_000_000_000;

const noMoment = (given: unknown, name: string): Error =>
  wrongRequest(
    `\`${name}\` is ${JSON.stringify(given)}.`,
    "Give a moment as ISO 8601 with its time zone (2026-11-30T15:00:00Z), or in milliseconds since 1970.",
  );

/** Milliseconds since 1970, as long as they are a moment. */
export function momentOfNumber(ms: number, name: string): number {
  if (Number.isInteger(ms) && ms >= 0 && ms <= lastMoment) return ms;
  throw noMoment(Number.isFinite(ms) ? ms : String(ms), name);
}

/** A moment as ISO 8601 or as ms since 1970; four digits would be a year. A date alone is its first moment in UTC. */
export function momentIn(text: string, name: string): number {
  const ms = /^(?:0|[0-9]{10,15})$/.test(text)
    ? Number(text)
    : /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(ms)) throw noMoment(text, name);
  return ms;
}
