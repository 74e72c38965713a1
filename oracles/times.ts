import type { Moment, Oracle } from "./oracle.ts";

type Unit = NonNullable<Oracle["time"]>;

/** A moment with the text that vendors of this unit write. */
export function atMoment(unit: Unit, ms: number): Moment {
  const texts = { s: String(Math.floor(ms / 1000)), ms: String(ms), iso: new Date(ms).toISOString() };
  return { ms, text: texts[unit] };
}

const ages: Readonly<Record<string, number>> = {
  "25 hours old": -90_000,
  "90 minutes old": -5_400,
  "11 minutes old": -660,
  "6 minutes old": -360,
  "4 minutes old": -240,
  "50 seconds old": -50,
  "2 seconds old": -2,
  "2 seconds ahead": 2,
  "4 minutes ahead": 240,
  "6 minutes ahead": 360,
  "11 minutes ahead": 660,
  "25 hours ahead": 90_000,
};

/** Seconds that the time of a variant lies behind the moment; undefined for other variants. */
export function ageOf(variant: string): number | undefined {
  const ahead = ages[variant.replace(/^time: /, "")];
  return ahead === undefined ? undefined : -ahead;
}

/** Texts that mean the moment, or seem to. */
function formats(unit: Unit, { ms, text }: Moment): Readonly<Record<string, string>> {
  const seconds = Math.floor(ms / 1000);
  if (unit === "iso")
    return {
      "without milliseconds": text.replace(/\.\d+Z$/, "Z"),
      "with nanoseconds": text.replace("Z", "123456Z"),
      "with an offset": text.replace("Z", "+00:00"),
      "with another zone": new Date(ms + 7_200_000).toISOString().replace("Z", "+02:00"),
      "without a zone": text.replace("Z", ""),
      "with a space": text.replace("T", " "),
      "as a date": text.slice(0, 10),
      "in seconds": String(seconds),
      "in words": new Date(ms).toUTCString(),
      "not a time": "yesterday",
    };
  return {
    "with a plus": `+${text}`,
    "with a zero before": `0${text}`,
    "with a fraction": `${text}.0`,
    "with junk after": `${text}abc`,
    "with an exponent": `${text.slice(0, 1)}.${text.slice(1)}e${text.length - 1}`,
    "in hexadecimal": `0x${Number(text).toString(16)}`,
    negative: `-${text}`,
    "in the other unit": unit === "s" ? String(ms) : String(seconds),
    "in ISO 8601": new Date(ms).toISOString(),
    "not a number": "NaN",
    zero: "0",
  };
}

/** Moments at which, and texts with which, a vendor would not sign, or not now. */
export function oddTimes(
  unit: Unit,
  nowMs: number,
): readonly { readonly name: string; readonly moment: Moment }[] {
  const now = atMoment(unit, nowMs);
  return [
    ...Object.entries(ages).map(([name, seconds]) => ({
      name,
      moment: atMoment(unit, nowMs + seconds * 1000),
    })),
    ...Object.entries(formats(unit, now)).map(([name, text]) => ({ name, moment: { ms: nowMs, text } })),
  ];
}
