import type { WireRequest } from "../engine/raw-request.ts";

/** When a proxy saw the request, by its own clock. */
export interface ProxyTime {
  readonly ms: number;
  readonly from: string;
}

/** Unix time in any unit, by its digits, in ms; undefined for what is no time of these decades. */
export function timeOfNumber(text: string): number | undefined {
  if (!/^\d{9,19}(?:\.\d+)?$/.test(text)) return undefined;
  const whole = text.split(".", 1)[0] ?? "";
  const value = Number(text);
  if (whole.length <= 11) return value * 1_000;
  if (whole.length <= 14) return value;
  return whole.length <= 17 ? value / 1_000 : value / 1_000_000;
}

const startHeaders = [
  "x-request-start",
  "x-queue-start",
  "x-request-received-at",
  "x-received-at",
  "x-arrived-at",
  "x-envoy-request-start",
  "x-timer",
  "x-request-time",
];

/** The times that proxies put into the request on its way. */
export function proxyTimes({ headers }: WireRequest): readonly ProxyTime[] {
  return headers.flatMap(([name, value]): readonly ProxyTime[] => {
    const lower = name.toLowerCase();
    if (lower === "x-amzn-trace-id") {
      const [, hex] = /(?:Root|Self)=1-([0-9a-f]{8})-/i.exec(value) ?? [];
      return hex === undefined ? [] : [{ ms: Number.parseInt(hex, 16) * 1_000, from: name }];
    }
    if (lower === "date" || lower === "x-amz-date") {
      const iso = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value);
      const ms = Date.parse(iso ? `${iso[1]}-${iso[2]}-${iso[3]}T${iso[4]}:${iso[5]}:${iso[6]}Z` : value);
      return Number.isNaN(ms) ? [] : [{ ms, from: name }];
    }
    if (!startHeaders.includes(lower)) return [];
    const [number] = /\d{9,19}(?:\.\d+)?/.exec(value) ?? [];
    const ms = number === undefined ? Date.parse(value) : timeOfNumber(number);
    return ms === undefined || Number.isNaN(ms) ? [] : [{ ms, from: name }];
  });
}

/** A whole number of seconds in words. */
export function spanInWords(seconds: number): string {
  const [size, unit] =
    seconds < 120
      ? [1, "s"]
      : seconds < 7_200
        ? [60, "min"]
        : seconds < 172_800
          ? [3_600, "h"]
          : [86_400, "days"];
  return unit === "s" ? `${seconds} s` : `${seconds} s (${Number((seconds / size).toFixed(1))} ${unit})`;
}
