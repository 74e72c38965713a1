import { messageV1 } from "../../src/publish/work.ts";
import { check, type Findings } from "./checker.ts";
import type { Cloud } from "./cloud.ts";
import { startConsumer } from "./consumer.ts";
import { type DoorName, openDoor } from "./doors.ts";
import { type FunctionOptions, type LambdaFunction, type MakeHandler, makeLambda } from "./lambda.ts";
import { makeNemesis, type Spell } from "./nemesis.ts";
import { makeCloud } from "./new-cloud.ts";
import { startOperator } from "./operator.ts";
import { seeded } from "./random.ts";
import { startSenders } from "./senders.ts";
import { vendors } from "./vendors.ts";
import { startVirtualTime } from "./virtual-time.ts";

/** What to simulate. */
export interface Plan {
  readonly seed: number;
  readonly deliveries: number;
  readonly door: DoorName;
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
 * for files, the SDK reads some when it is first used, and the first message of version 1 loads its reader.
 */
export async function simulate(plan: Plan): Promise<Outcome> {
  // The thirty-first delivery is one that needs S3.
  if (!warm) {
    await messageV1();
    await runToEnd({ ...plan, deliveries: 40, faults: [] });
  }
  warm = true;
  return runToEnd(plan);
}

async function runToEnd(plan: Plan): Promise<Outcome> {
  const random = seeded(plan.seed);
  const time = startVirtualTime(start, random);
  const nemesis = makeNemesis(random, start, plan.faults);
  const cloud = makeCloud(time, random);
  plan.sabotage?.(cloud);
  const lambda = (options: FunctionOptions): LambdaFunction => makeLambda(options, cloud, nemesis, random);
  const receive = lambda({ make: plan.receive, timeoutMs: 29_000, concurrency: 12 });
  const publish = lambda({ make: plan.publish, timeoutMs: 60_000, concurrency: 4 });
  const world = { cloud, nemesis, random };
  const toPublish = { ...world, consumes: publish, visibilityMs: 360_000, pollers: 3 };
  startConsumer({ ...toPublish, from: "plain" });
  startConsumer({ ...toPublish, from: "ordered" });
  startConsumer({ ...world, from: "buffer", consumes: receive, visibilityMs: 174_000, pollers: 3 });
  const senders = startSenders({
    ...world,
    deliveries: plan.deliveries,
    door: openDoor(plan.door, { ...world, receive }),
    // What keeps an order can't be had behind a buffer.
    vendors: vendors.filter(({ source }) => plan.door === "gateway" || source !== "tickets"),
  });
  let ended = false;
  const story = (async () => {
    const operator = startOperator({ ...world, functions: [receive, publish], senders, door: plan.door });
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
