import { isoMs } from "../../core/calendar.ts";
import { mistimed, type Refusal, rejected } from "../../core/outcome.ts";
import type { Facts } from "../../core/pointers.ts";
import { readValue } from "../../core/pointers.ts";
import type { Freshness } from "../../core/signature.ts";

/**
 * Most seconds that a timestamp may be ahead of our clock. A window is wide for attempts that come late; ahead of us is
 * only a wrong clock.
 */
const furthestAheadSeconds = 3_600;

// No leading zeros: libraries that print the number again sign another text than the one that was sent.
const patterns = {
  s: /^[1-9][0-9]{0,10}$/,
  ms: /^[1-9][0-9]{0,13}$/,
  unix: /^[1-9][0-9]{0,13}$/,
  iso: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})$/,
} as const;

/** The timestamp as it was sent: a field of the signature header, or the value that `rules` point at. */
export function timestampText(rules: Freshness, facts: Facts, field: string | undefined): string | undefined {
  return field ?? (rules.timestamp && readValue(facts, rules.timestamp));
}

/** Unix milliseconds of a timestamp; undefined when it does not have the unit's exact form. */
export function parseTimestamp(text: string, unit: keyof typeof patterns): number | undefined {
  if (!patterns[unit].test(text)) return undefined;
  if (unit === "iso") return isoMs(text);
  const inSeconds = unit === "s" || (unit === "unix" && text.length <= 11);
  return Number(text) * (inSeconds ? 1000 : 1);
}

/**
 * The refusal of a timestamp, whose signature the caller has verified; undefined when it is fresh, or the scheme
 * has no tolerance.
 */
export function refuseAge(rules: Freshness, text: string | undefined, nowMs: number): Refusal | undefined {
  const tolerance = rules.toleranceSeconds;
  if (tolerance === undefined || tolerance === "unlimited") return undefined;
  if (text === undefined) return rejected("timestamp-missing");
  const unit = rules.timestampUnit ?? "s";
  const signedMs = parseTimestamp(text, unit);
  if (signedMs === undefined) return rejected("timestamp-malformed");
  // Vendors compare whole seconds: a fraction of ours must not decide.
  const ageMs = (unit === "s" ? Math.floor(nowMs / 1000) * 1000 : nowMs) - signedMs;
  if (ageMs > tolerance * 1000) return mistimed("timestamp-stale", ageMs, tolerance);
  const ahead = Math.min(tolerance, furthestAheadSeconds);
  return -ageMs > ahead * 1000 ? mistimed("timestamp-ahead", -ageMs, ahead) : undefined;
}
