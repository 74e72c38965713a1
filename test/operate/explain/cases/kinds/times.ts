/** The time of signing is not the bridge's. */
import type { Signature } from "../../../../../src/core/signature.ts";
import { schemeOf } from "../../../../../src/signatures/choose.ts";
import type { Changed, Kind } from "../change.ts";
import type { Genuine } from "../genuine.ts";

/** Seconds after which a signed time is too old; undefined where there is none. */
function windowOf({ signature }: Genuine): number | undefined {
  const own = "toleranceSeconds" in signature ? signature.toleranceSeconds : undefined;
  if (own === "unlimited") return undefined;
  if (own !== undefined) return own;
  if (schemeOf(signature).toleranceSeconds !== undefined) return schemeOf(signature).toleranceSeconds;
  if (!("algorithms" in signature) || signature.scheme === "detached-jws") return undefined;
  // Our tokens are valid for five minutes, unless the provider has a window of its own.
  const { maxAgeSeconds, leewaySeconds = 0 } = signature;
  return Math.min(maxAgeSeconds ?? 300, 300) + leewaySeconds;
}

const shifted = (
  word: "late" | "clock-wrong",
  name: string,
  of: (genuine: Genuine, window: number) => Changed,
): Kind => ({
  word,
  name,
  change(genuine) {
    const window = windowOf(genuine);
    return window === undefined ? undefined : of(genuine, window);
  },
});

const late = (
  name: string,
  seconds: (window: number) => number,
  more?: (cameMs: number) => Partial<Changed>,
): Kind =>
  shifted("late", name, ({ signedMs }, window) => {
    const off = seconds(window);
    const clockMs = signedMs + off * 1000 + 420;
    return { about: `It came ${off} s after it was signed.`, clockMs, ...more?.(clockMs) };
  });

const ahead = (
  name: string,
  seconds: (window: number) => number,
  more?: (cameMs: number) => Partial<Changed>,
): Kind =>
  shifted("clock-wrong", name, ({ signedMs }, window) => {
    const off = seconds(window);
    const cameMs = signedMs + 650;
    return {
      about: `The bridge's clock is ${off} s ahead.`,
      clockMs: cameMs + off * 1000,
      cameMs,
      ...more?.(cameMs),
    };
  });

const behind = (name: string, more?: (cameMs: number) => Partial<Changed>): Kind =>
  shifted("clock-wrong", name, ({ signedMs }, window) => {
    const off = Math.min(window, 3_600) + 300;
    const cameMs = signedMs + 650;
    return {
      about: `The bridge's clock is ${off} s behind.`,
      clockMs: cameMs - off * 1000,
      cameMs,
      ...more?.(cameMs),
    };
  });

const only =
  (name: string, value: (ms: number) => string) =>
  (cameMs: number): Partial<Changed> => ({
    withoutProxies: true,
    headers: [[name, value(cameMs)]],
  });
const seconds = (ms: number): string => String(Math.floor(ms / 1000));

const stamps: Readonly<Record<string, (cameMs: number) => Partial<Changed>>> = {
  "x-request-start": only("X-Request-Start", (ms) => `t=${ms}`),
  "x-request-start-seconds": only("X-Request-Start", (ms) => `t=${(ms / 1000).toFixed(3)}`),
  "x-queue-start": only("X-Queue-Start", (ms) => `t=${seconds(ms)}`),
  date: only("Date", (ms) => new Date(ms).toUTCString()),
};

const inUnit = (
  name: string,
  rules: (signature: Signature, ms: number) => { signature: Signature; nowMs: number } | undefined,
): Kind => ({
  word: "timestamp-unit",
  name,
  async change({ signature, sign, signedMs }) {
    const timed = /"timestamp"|timestamp-first/.test(JSON.stringify(signature));
    if (!sign || (!timed && !schemeOf(signature).toleranceSeconds)) return undefined;
    const other = rules(signature, signedMs);
    const request = other && (await sign(other));
    return request && { about: `The signed time is written otherwise: ${name}.`, request };
  },
});

const unit = (to: "s" | "ms" | "iso"): Kind =>
  inUnit(`in-${to}`, (signature, nowMs) =>
    ("timestampUnit" in signature && signature.timestampUnit === to) || schemeOf(signature).toleranceSeconds
      ? undefined
      : { signature: { ...signature, timestampUnit: to } as Signature, nowMs },
  );

export const kinds: readonly Kind[] = [
  late("by-a-minute", (window) => window + 60),
  late("by-hours", (window) => window + 7_200),
  late("by-days", (window) => window + 3 * 86_400),
  ...Object.entries(stamps).map(([name, more]) => late(`says-${name}`, (window) => window + 1_800, more)),
  ahead("ahead", (window) => window + 300),
  ahead("ahead-by-hours", (window) => window + 7_200),
  ...Object.entries(stamps).map(([name, more]) =>
    ahead(`ahead-says-${name}`, (window) => window + 900, more),
  ),
  behind("behind"),
  behind("behind-without-proxies", () => ({ withoutProxies: true })),
  unit("ms"),
  unit("s"),
  unit("iso"),
  inUnit("in-microseconds", (signature, ms) => ({
    signature: ("timestampUnit" in signature || !schemeOf(signature).toleranceSeconds
      ? { ...signature, timestampUnit: "ms" }
      : signature) as Signature,
    nowMs: schemeOf(signature).toleranceSeconds ? ms * 1_000_000 : ms * 1_000,
  })),
  inUnit("in-milliseconds-of-a-standard", (signature, ms) =>
    schemeOf(signature).toleranceSeconds ? { signature, nowMs: ms * 1_000 } : undefined,
  ),
];
