import { isoMs } from "../../core/calendar.ts";
import type { RejectionReason } from "../../core/outcome.ts";
import type { Facts } from "../../core/pointers.ts";
import { readValue } from "../../core/pointers.ts";
import type { Freshness } from "../../core/signature.ts";

// No zeros before: libraries that print the number again would sign another text than the one that was sent.
const patterns = {
  s: /^[1-9][0-9]{0,10}$/,
  ms: /^[1-9][0-9]{0,13}$/,
  unix: /^[1-9][0-9]{0,13}$/,
  iso: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})$/,
} as const;

/** The timestamp as it was sent: from its field in the signature's header, or from where the scheme points. */
export function timestampText(rules: Freshness, facts: Facts, field: string | undefined): string | undefined {
  return field ?? (rules.timestamp && readValue(facts, rules.timestamp));
}

/** Unix milliseconds that `text` means, or undefined when it is not exactly of the unit's form. */
export function parseTimestamp(text: string, unit: keyof typeof patterns): number | undefined {
  if (!patterns[unit].test(text)) return undefined;
  if (unit === "iso") return isoMs(text);
  const inSeconds = unit === "s" || (unit === "unix" && text.length <= 11);
  return Number(text) * (inSeconds ? 1000 : 1);
}

/** Why a timestamp is not believed, or undefined when it is (or the scheme sets no tolerance). */
export function refuseAge(
  rules: Freshness,
  text: string | undefined,
  nowMs: number,
): RejectionReason | undefined {
  const tolerance = rules.toleranceSeconds;
  if (tolerance === undefined || tolerance === "unlimited") return undefined;
  if (text === undefined) return "timestamp-missing";
  const unit = rules.timestampUnit ?? "s";
  const signedMs = parseTimestamp(text, unit);
  if (signedMs === undefined) return "timestamp-malformed";
  // Vendors that count in seconds compare whole seconds; half a second must not decide.
  const ageMs = (unit === "s" ? Math.floor(nowMs / 1000) * 1000 : nowMs) - signedMs;
  if (ageMs > tolerance * 1000) return "timestamp-stale";
  return -ageMs > tolerance * 1000 ? "timestamp-ahead" : undefined;
}
