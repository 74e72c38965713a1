/**
 * `npm run timing`: whether the time of a refusal tells where a signature is wrong, or why it was refused. Samples of all causes
 * are taken in turn, and compared by Welch's t-test on what is left after the slowest tenth of each is dropped (that is the
 * machine, not the code), as dudect does.
 */
import { createHmac } from "node:crypto";
import { parseArgs } from "node:util";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import { hmac } from "../../src/providers/custom.ts";
import { receive } from "../../src/receive/receive.ts";
import { startProgress } from "../faults/progress.ts";
import { seeded } from "../faults/random.ts";

const { values } = parseArgs({
  options: { samples: { type: "string", default: "20000" }, bytes: { type: "string", default: "2048" } },
});
const samples = Number(values.samples);

/** Above it the difference is no chance (dudect's bound), and below this share of the time nobody can use it over a network. */
const bounds = { t: 4.5, share: 0.05 } as const;

const secret = "a-secret-of-the-timing-check";
const provider = hmac({ id: "timed", timestamp: false, event: { source: "com.acme" } });
const sources = new Map([["timed", { name: "timed", provider, bus: "main", maxBodyBytes: 1_000_000 }]]);
const body = Buffer.alloc(Number(values.bytes), "x");
const right = createHmac("sha256", secret).update(body).digest("hex");
const secrets = [new Secret(secret)];
const ports = {
  secrets: {
    secrets: async () => secrets,
    refresh: async () => undefined,
    readAt: () => undefined,
    adopt: async () => false,
  },
  queue: { send: async () => {} },
  fetcher: { text: () => Promise.reject(new Error("none")), confirm: async () => false },
  now: () => 0,
  newDeliveryId: () => "dlv",
  report: () => {},
};

const other = (character = ""): string => (character === "0" ? "1" : "0");
const wrongAt = (place: number): string =>
  right.slice(0, place) + other(right[place]) + right.slice(place + 1);

interface Cause {
  readonly name: string;
  readonly source: string;
  readonly signature: string | undefined;
}

/** The first is what the others are compared with. */
const causes: readonly Cause[] = [
  { name: "first character wrong", source: "timed", signature: wrongAt(0) },
  { name: "same again", source: "timed", signature: wrongAt(0) },
  { name: "middle character wrong", source: "timed", signature: wrongAt(32) },
  { name: "last character wrong", source: "timed", signature: wrongAt(63) },
  { name: "every character wrong", source: "timed", signature: [...right].map(other).join("") },
  { name: "too short", source: "timed", signature: right.slice(0, 10) },
  { name: "missing", source: "timed", signature: undefined },
  { name: "unknown source", source: "nobody", signature: wrongAt(0) },
];

function requestOf({ signature }: Cause): WebhookRequest {
  const headers = new Map([["content-type", "application/json"]]);
  if (signature !== undefined) headers.set("x-signature", signature);
  return { method: "POST", url: "https://h.example/hooks/timed", query: "", headers, body };
}

const times = causes.map((): number[] => []);
const requests = causes.map(requestOf);
const places = [...causes.keys()];
const random = seeded(Date.now() % 1_000_000);
const warm = 2_000;
const progress = startProgress("samples", 20);
for (let round = -warm; round < samples; round++) {
  // Another order each time, so that no cause always follows the same other.
  for (const place of random.shuffle(places)) {
    const [cause, request] = [causes[place], requests[place]];
    if (!cause || !request) continue;
    const started = process.hrtime.bigint();
    const answer = await receive(sources as never, cause.source, request, ports);
    const taken = Number(process.hrtime.bigint() - started);
    if (answer.status !== 401) throw new Error(`${cause.name} was answered ${answer.status}`);
    if (round >= 0) times[place]?.push(taken);
  }
  if (round >= 0 && (round + 1) % Math.ceil(samples / 20) === 0) progress.step("");
}
progress.end();

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function moments(all: readonly number[]): Moments {
  const kept = [...all].sort((one, two) => one - two).slice(0, Math.ceil(all.length * 0.9));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
  return { count: kept.length, mean, variance };
}

const found = times.map(moments);
const [base] = found;
let failed = 0;
for (const [place, one] of found.entries()) {
  if (!base || place === 0) continue;
  const t = (one.mean - base.mean) / Math.sqrt(one.variance / one.count + base.variance / base.count);
  const share = one.mean / base.mean - 1;
  const shows = Math.abs(t) > bounds.t && Math.abs(share) > bounds.share;
  if (shows) failed++;
  console.log(
    `${(causes[place]?.name ?? "").padEnd(24)} ${(one.mean / 1_000).toFixed(2).padStart(8)} µs  ` +
      `${(share * 100).toFixed(1).padStart(6)} %  t = ${t.toFixed(1).padStart(6)}  ${shows ? "SHOWS" : "does not show"}`,
  );
}
console.log(
  `first character wrong: ${((base?.mean ?? 0) / 1_000).toFixed(2)} µs, ${base?.count} samples a cause; ${failed} of ${found.length - 1} show`,
);
process.exit(failed === 0 ? 0 : 1);
