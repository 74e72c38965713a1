import { defineBridge } from "../../src/config/define-bridge.ts";
import type { Environment } from "../../src/config/environment.ts";
import { hmac } from "../../src/providers/custom.ts";
import github from "../../src/providers/github.ts";
import sendgrid from "../../src/providers/sendgrid.ts";
import shopify from "../../src/providers/shopify.ts";
import slack from "../../src/providers/slack.ts";
import stripe from "../../src/providers/stripe.ts";
import svix from "../../src/providers/svix.ts";
import { check, type Findings } from "./checker.ts";
import { type Cloud, places } from "./cloud.ts";
import { startConsumer } from "./consumer.ts";
import { type MakeHandler, makeLambda } from "./lambda.ts";
import { makeNemesis, type Spell } from "./nemesis.ts";
import { startOperator } from "./operator.ts";
import { makeQueue } from "./queue.ts";
import { seeded } from "./random.ts";
import { startSenders } from "./senders.ts";
import { vendors } from "./vendors.ts";
import { startVirtualTime } from "./virtual-time.ts";

export const bridge = defineBridge({
  buses: { main: {} },
  sources: {
    stripe: { provider: stripe, bus: "main" },
    github: { provider: github, bus: "main" },
    slack: { provider: slack, bus: "main" },
    svix: { provider: svix, bus: "main" },
    shopify: { provider: shopify, bus: "main" },
    sendgrid: { provider: sendgrid, bus: "main" },
    orders: {
      provider: hmac({ id: "orders", event: { source: "com.acme.orders", id: "body:/id" } }),
      bus: "main",
    },
  },
});

export const environment: Environment = {
  ...places,
  stage: "sim",
  secretStore: "ssm",
  secretKey: undefined,
  publicUrl: "https://hooks.example.com",
};

/** What to simulate. */
export interface Plan {
  readonly seed: number;
  readonly deliveries: number;
  readonly receive: MakeHandler;
  readonly publish: MakeHandler;
  /** Names of the faults; left out: some of all. */
  readonly faults?: readonly string[];
  /** Changes the world before it starts, for the tests of the checker. */
  readonly sabotage?: (cloud: Cloud) => void;
}

/** What a simulation found. */
export interface Outcome extends Findings {
  readonly seed: number;
  readonly spells: readonly Spell[];
  /** Names of the faults of requests that came about. */
  readonly struck: ReadonlySet<string>;
}

/** 2026-05-28T20:26:40Z */
const start = 1_780_000_000_000;

const visibilityMs = 360_000;

/** Everything that the functions print, caught while `run` runs. */
async function caught(run: () => Promise<void>): Promise<string> {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  const lines: string[] = [];
  for (const { stream } of streams)
    stream.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  try {
    await run();
  } finally {
    for (const { stream, write } of streams) stream.write = write;
  }
  return lines.join("");
}

let warm = false;

/**
 * Runs one seed to its end and checks what became of every delivery. A process begins with a run that does not count: virtual time does not wait
 * for files, and the SDK reads some when it is first used.
 */
export async function simulate(plan: Plan): Promise<Outcome> {
  // The thirty-first delivery is one that needs S3.
  if (!warm) await runToEnd({ ...plan, deliveries: 40, faults: [] });
  warm = true;
  return runToEnd(plan);
}

async function runToEnd(plan: Plan): Promise<Outcome> {
  const random = seeded(plan.seed);
  const time = startVirtualTime(start, random);
  const nemesis = makeNemesis(random, start, plan.faults);
  let wake = (): void => {};
  const deadLetters = makeQueue(time, random, () => {});
  const queue = makeQueue(time, random, () => wake(), { queue: deadLetters, maxReceives: 5 });
  let happened = 0;
  const cloud: Cloud = {
    time,
    order: () => ++happened,
    queue,
    deadLetters,
    table: new Map(),
    objects: new Map(),
    parameters: new Map(
      vendors.map((vendor) => [
        `${places.parameterPrefix}/${vendor.source}`,
        JSON.stringify([vendor.secret(0)]),
      ]),
    ),
    bus: [],
    byKey: new Map(),
    byUnique: new Map(),
    durable: new Set(),
    clockOff: [],
    violations: [],
  };
  plan.sabotage?.(cloud);
  const receive = makeLambda(
    { make: plan.receive, timeoutMs: 29_000, concurrency: 12 },
    cloud,
    nemesis,
    random,
  );
  const publish = makeLambda(
    { make: plan.publish, timeoutMs: 60_000, concurrency: 4 },
    cloud,
    nemesis,
    random,
  );
  const consumer = startConsumer({ cloud, nemesis, random, publish, visibilityMs, pollers: 3 });
  wake = consumer.wake;
  const senders = startSenders({ cloud, nemesis, random, receive, deliveries: plan.deliveries });
  let ended = false;
  const story = (async () => {
    const operator = startOperator({ cloud, nemesis, random, functions: [receive, publish], senders });
    await senders.done;
    await operator.done;
    ended = true;
  })();
  const log = await caught(() => time.run());
  if (!ended) cloud.violations.push("the simulation came to a standstill");
  else await story;
  const findings = check(cloud, senders.sent, log);
  return { ...findings, seed: plan.seed, spells: nemesis.spells, struck: nemesis.struck };
}
