import type { ExplainContext } from "../engine/context.ts";
import type { SignedGap, VariantVerdict } from "../engine/variant.ts";
import type { Cause } from "../explanation.ts";
import { neededPlaces, placeLabel, valueAt } from "../signature/places.ts";
import { claimsOfToken } from "../signature/tokens.ts";
import { proxyTimes, spanInWords, timeOfNumber } from "./clocks.ts";

/** A signed time this far off is no delay: it is in another unit. */
const yearSeconds = 31_536_000;

/** How near to now a time must be, read in another unit. */
const nowMs = 3 * 86_400_000;

interface TimeText {
  readonly text: string;
  readonly where: string;
}

/** Texts that may be the time of signing. */
function timeTexts(context: ExplainContext): readonly TimeText[] {
  const { request, signatures } = context;
  const found: TimeText[] = [];
  for (const signature of signatures) {
    for (const place of neededPlaces(signature)) {
      const value = place.includes("*") ? undefined : valueAt(request, place);
      if (value === undefined || value.length > 4_000) continue;
      found.push({ text: value, where: placeLabel(place) });
      for (const part of value.split(/[,;&\s]/))
        found.push({ text: part.replace(/^[^=:]*[=:]/, ""), where: placeLabel(place) });
    }
    const claims = claimsOfToken(context, signature);
    for (const name of ["iat", "exp", "nbf"])
      if (claims?.[name] !== undefined)
        found.push({ text: String(claims[name]), where: `the token's ${name}` });
  }
  for (const [name, value] of request.headers)
    if (/time|date/.test(name)) found.push({ text: value, where: name });
  return found;
}

function unitOfTime(text: string): string | undefined {
  const digits = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!digits) {
    return Number.isNaN(Date.parse(text)) ? undefined : "a date";
  }
  const length = digits[1]?.length ?? 0;
  if (digits[2] !== undefined) return "a number with a fraction";
  return length <= 11
    ? "seconds"
    : length <= 14
      ? "milliseconds"
      : length <= 17
        ? "microseconds"
        : "nanoseconds";
}

const msOf = (text: string): number | undefined => {
  const number = timeOfNumber(text);
  if (number !== undefined) return number;
  if (/^\d+$/.test(text)) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
};

function unitCause(context: ExplainContext): Cause | undefined {
  const now = context.question.clockMs;
  for (const { text, where } of timeTexts(context)) {
    const ms = msOf(text.trim());
    if (ms === undefined || Math.abs(ms - now) > nowMs) continue;
    const unit = unitOfTime(text.trim());
    if (unit === undefined) continue;
    return {
      cause: "timestamp-unit",
      proven: true,
      evidence:
        `The signature is right over the time as it stands in ${where}, which is ${unit}; ${context.provider.name} means ` +
        `another unit or form. Read as ${unit}, it is within days of now.`,
      fix: `The signer must write the time as ${context.provider.name} does, not as ${unit}.`,
    };
  }
  return undefined;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function lateCause({ seconds, windowSeconds }: SignedGap, times: string, proven = true): Cause {
  return {
    cause: "late",
    proven,
    evidence: `The signature is right, but it was signed ${spanInWords(seconds)} before it came; ${windowSeconds} s are allowed. ${times}`,
    fix: "Find what holds requests back or repeats them: a queue, a proxy that tries again, a person. It must arrive within the window, or be signed anew.",
  };
}

function clockCause({ seconds, isAhead }: SignedGap, times: string, proven = true): Cause {
  const direction = isAhead ? "behind" : "ahead";
  return {
    cause: "clock-wrong",
    proven,
    evidence: `The signature is right, but its time is ${spanInWords(seconds)} ${isAhead ? "ahead of" : "behind"} the bridge's clock. ${times}`,
    fix: `Set the clock of the bridge's machine: it is ${spanInWords(seconds)} ${direction}${isAhead ? ", unless it is the sender's that is ahead" : ""}.`,
  };
}

/** Why a request with a right signature was refused for its time; empty where it was not. */
export function timeCauses(context: ExplainContext, judged: VariantVerdict): readonly Cause[] {
  if (!judged.right) return [];
  const { gap, time } = judged;
  if (time === "missing")
    return [
      {
        cause: "signature-missing",
        proven: true,
        evidence: "The signature is right, but the time that belongs to it did not come.",
        fix: "Let the proxy pass on the header with the time of signing.",
      },
    ];
  if (time === "malformed") {
    const unit = unitCause(context);
    return [
      unit ?? {
        cause: "timestamp-unit",
        proven: true,
        evidence:
          "The signature is right over the time as it stands, but the time is not in the form that the vendor has.",
        fix: "The signer must write the time as the vendor does.",
      },
    ];
  }
  if (!gap) return [];
  if (gap.seconds > yearSeconds) {
    const unit = unitCause(context);
    if (unit) return [unit];
  }
  const times = proxyTimes(context.raw);
  const signedMs = context.question.clockMs + (gap.isAhead ? 1 : -1) * gap.seconds * 1_000;
  const [seen] = times.toSorted((one, other) => Math.abs(one.ms - signedMs) - Math.abs(other.ms - signedMs));
  const distance = (ms: number, at: number): number => Math.abs(ms - at);
  const nearClock = times.filter(({ ms }) => distance(ms, context.question.clockMs) < distance(ms, signedMs));
  const nearSigned = times.filter(
    ({ ms }) => distance(ms, context.question.clockMs) >= distance(ms, signedMs),
  );
  const named = (all: typeof times): string => [...new Set(all.map(({ from }) => from))].join(" and ");
  if (gap.isAhead) {
    const said =
      nearClock.length > 0
        ? `${named(nearClock)} agrees with the bridge's clock, so it may be the sender's.`
        : seen
          ? `${capital(seen.from)} agrees with the signature's time, not with the clock.`
          : "A signature of the future is one of a wrong clock.";
    return [clockCause(gap, said)];
  }
  const isClock = nearSigned.length > nearClock.length;
  if (isClock)
    return [
      clockCause(gap, `${named(nearSigned)} agrees with the signature's time, not with the bridge's clock.`),
      lateCause(gap, "", false),
    ];
  const said =
    nearClock.length > 0
      ? `${named(nearClock)} agrees with the bridge's clock.`
      : "No proxy has put its own time into the request.";
  return [lateCause(gap, said), clockCause(gap, said, false)];
}
