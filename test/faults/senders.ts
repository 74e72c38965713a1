import { type Cloud, places } from "./cloud.ts";
import type { Answer, Door } from "./doors.ts";
import type { Nemesis } from "./nemesis.ts";
import type { Random } from "./random.ts";
import type { Occurrence, Vendor } from "./vendors.ts";

/** What became of one occurrence as its vendor, and the front door, saw it. */
export interface Sent extends Occurrence {
  /** The bridge answered 2xx, whether or not the vendor heard it. */
  acknowledged: boolean;
  attempts: number;
  /** Statuses below 500 that were not 2xx, with when they came. */
  readonly refusals: { readonly status: number; readonly at: number }[];
}

export interface SendersOptions {
  readonly cloud: Cloud;
  readonly nemesis: Nemesis;
  readonly random: Random;
  readonly door: Door;
  readonly vendors: readonly Vendor[];
  readonly deliveries: number;
}

export interface Senders {
  readonly sent: readonly Sent[];
  /** Which secret a source's vendor signs with now. */
  readonly generations: Map<string, number>;
  /** One forgery, and a replay later. */
  attack(): void;
  readonly done: Promise<void>;
}

/** Deliveries begin within this time. */
const spanMs = 20 * 60_000;

/** Time between two bursts. */
const burstMs = 4 * 60_000;

/** Vendors that send, wait, sign again and retry, and attackers who listened in. */
export function startSenders(options: SendersOptions): Senders {
  const { cloud, nemesis, random, door, vendors, deliveries } = options;
  const { time } = cloud;
  const sent: Sent[] = [];
  const generations = new Map(vendors.map(({ source }) => [source, 0]));

  /** undefined when no answer came in time, or none at all. */
  async function post(
    one: Sent,
    headers: Record<string, string>,
    body = one.body,
  ): Promise<Answer | undefined> {
    const { source, deadlineMs } = one.vendor;
    const asked = time.now();
    const answer = await door.post(source, headers, body);
    if (answer && answer.statusCode >= 200 && answer.statusCode < 300 && body === one.body) {
      one.acknowledged = true;
      if (door.judges && !cloud.durable.has(answer.headers["x-hookbridge-delivery"] ?? ""))
        cloud.violations.push(`${one.uniques[0]} was acknowledged before it was durable`);
    }
    const late = time.now() - asked > deadlineMs;
    return late || nemesis.strikes("answer lost", time.now()) ? undefined : answer;
  }

  function signed(one: Sent): Record<string, string> {
    const generation = generations.get(one.vendor.source) ?? 0;
    const at = Math.floor(time.now() / 1_000);
    return { ...one.headers, ...one.vendor.sign(one.body, at, generation, one.headers) };
  }

  /** Nothing of this may ever be believed: what is forged says so of itself. */
  async function attack(one: Sent, captured: Record<string, string>): Promise<void> {
    const forged = one.body.replace('"unique":"', '"forged":true,"unique":"');
    const { sign, source } = one.vendor;
    const at = Math.floor(time.now() / 1_000);
    const attacker = { ...one.vendor, secret: () => "whsec_YXR0YWNrZXItYXR0YWNrZXI=" };
    const headers = random.pick<() => Record<string, string>>([
      () => captured,
      () => ({ ...one.headers, ...sign.call(attacker, forged, at, 2, one.headers) }),
      () => one.headers as Record<string, string>,
    ])();
    const answer = await post(one, headers, forged);
    if (door.judges && answer && answer.statusCode < 400)
      cloud.violations.push(`a forgery for ${source} was answered ${answer.statusCode}`);
    // A captured request as it was, after the vendor's tolerance has passed.
    if (one.vendor.toleranceSeconds === undefined || time.skewMs !== 0) return;
    await time.sleep((one.vendor.toleranceSeconds + 2) * 1_000);
    if (time.skewMs !== 0) return;
    const late = await door.post(source, captured, one.body);
    if (door.judges && late && late.statusCode < 400)
      cloud.violations.push(`a replay for ${source} was believed after its time`);
  }

  async function deliver(one: Sent): Promise<void> {
    const { retriesMs, retriesAfter4xx, signsOnce } = one.vendor;
    let headers: Record<string, string> | undefined;
    for (const wait of [0, ...retriesMs]) {
      // Never longer than the schedule, which a window of time must cover.
      await time.sleep(wait * (0.8 + random.next() * 0.2));
      one.attempts++;
      headers = (signsOnce && headers) || signed(one);
      const answer = await post(one, headers);
      if (random.chance(0.03)) void attack(one, headers);
      if (!answer) continue;
      const { statusCode } = answer;
      if (statusCode >= 200 && statusCode < 300) return;
      if (statusCode < 500) {
        one.refusals.push({ status: statusCode, at: time.now() });
        if (!retriesAfter4xx) return;
      }
    }
  }

  async function begin(index: number): Promise<void> {
    // A few are too large for a message; those never come in many parts.
    const large = index % 400 === 30;
    const choice = vendors.filter((one) => !large || one.source !== "sendgrid");
    const vendor = random.pick([...choice, ...choice.filter(({ inBursts }) => inBursts)]);
    const one: Sent = {
      vendor,
      ...vendor.make(`u${index}${large ? "large" : ""}`, random),
      acknowledged: false,
      attempts: 0,
      refusals: [],
    };
    sent.push(one);
    const at = random.int(0, spanMs);
    await time.sleep(vendor.inBursts ? Math.floor(at / burstMs) * burstMs + random.int(0, 1_000) : at);
    await deliver(one);
  }

  const done = Promise.all(Array.from({ length: deliveries }, (_, index) => begin(index))).then(() => {});
  return {
    sent,
    generations,
    attack() {
      const one = random.pick(sent.filter(({ body }) => body.length < 100_000));
      void attack(one, signed(one));
    },
    done,
  };
}

export const parameterOf = (source: string): string => `${places.parameterPrefix}/${source}`;
