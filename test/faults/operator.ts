import type { Cloud, PairName } from "./cloud.ts";
import { uniquesOf } from "./contents.ts";
import { deployUntil } from "./deployments.ts";
import type { DoorName } from "./doors.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Nemesis } from "./nemesis.ts";
import { poison } from "./poison.ts";
import type { Random } from "./random.ts";
import { parameterOf, type Senders } from "./senders.ts";
import { vendors } from "./vendors.ts";

export interface OperatorOptions {
  readonly cloud: Cloud;
  readonly nemesis: Nemesis;
  readonly random: Random;
  readonly functions: readonly LambdaFunction[];
  readonly senders: Senders;
  readonly door: DoorName;
}

const minute = 60_000;

/** While nothing else is wrong, no delivery may end in the dead-letter queue. */
const harmless = new Set(["poison", "answer lost", "secret rotation", "redrive storm", "attackers"]);

/** Long enough for what is in flight to become visible again five times and go to the dead-letter queue. */
const quietMs = 60 * minute;

/** With more letters than this a storm redrives each once: poison comes back at once and would double with every redrive. */
const mostCopied = 100;

/** Whoever runs the deployment, and what befalls it from outside: rotation, clocks, redrive. */
export function startOperator(options: OperatorOptions): { readonly done: Promise<void> } {
  const { cloud, nemesis, random, functions, senders, door } = options;
  const { time, pairs } = cloud;

  const calm = nemesis.spells.every(({ name }) => harmless.has(name));

  function redriveOne(name: PairName, copies: number): void {
    const { queue, deadLetters } = pairs[name];
    const letters = [...deadLetters.all.values()];
    const times = letters.length > mostCopied ? 1 : copies;
    for (const { id, body, attributes, group } of letters) {
      for (const unique of uniquesOf(cloud, body)) {
        if (calm)
          cloud.violations.push(
            `dead letter: ${unique} has no fault of its own ${JSON.stringify(attributes)}`,
          );
        if (name === "ordered") cloud.outOfLine.add(unique);
      }
      for (let copy = 0; copy < times; copy++) queue.send(body, { group, uniqueId: crypto.randomUUID() });
      deadLetters.remove(id);
    }
  }

  function redrive(copies: number): void {
    for (const name of Object.keys(pairs) as PairName[]) redriveOne(name, copies);
  }

  function poisonAll(): void {
    const group = random.pick([
      "tickets",
      ...Array.from(pairs.ordered.queue.all.values(), (one) => one.group),
    ]);
    for (const { queue } of Object.values(pairs))
      queue.send(random.pick(poison), { group, uniqueId: crypto.randomUUID() });
  }

  /** The new secret beside the old one first, then at the vendor, then alone. */
  async function rotate(source: string): Promise<void> {
    const vendor = vendors.find((one) => one.source === source);
    if (!vendor) return;
    await time.sleep(random.int(0, 15) * minute);
    cloud.parameters.set(parameterOf(source), JSON.stringify([vendor.secret(1), vendor.secret(0)]));
    // From a buffer a request that is newer than the secrets in memory comes again, so nobody has to wait.
    await time.sleep(door === "gateway" ? minute : random.int(1, 10) * 1_000);
    senders.generations.set(source, 1);
    // Until the last attempt of what the old one signed.
    const retriesMs = vendor.signsOnce ? vendor.retriesMs.reduce((sum, wait) => sum + wait, 0) : 0;
    await time.sleep(retriesMs + 10 * minute);
    // Not while something that the old one signed may wait for being verified.
    if (door === "gateway") cloud.parameters.set(parameterOf(source), JSON.stringify([vendor.secret(1)]));
  }

  async function clock(from: number, until: number, jumps: boolean): Promise<void> {
    await time.sleep(Math.max(0, from - time.now()));
    while (time.now() < until) {
      time.skewMs = random.pick(jumps ? [-600_000, -30_000, 0] : [-240_000, 240_000, 900_000]);
      await time.sleep(random.int(1, 5) * minute);
    }
    time.skewMs = 0;
    cloud.clockOff.push([from, time.now()]);
  }

  async function during(from: number, until: number, every: number, act: () => void): Promise<void> {
    await time.sleep(Math.max(0, from - time.now()));
    while (time.now() < until) {
      act();
      await time.sleep(every);
    }
  }

  const kill = (): void => {
    for (const one of functions) one.killAll();
  };

  const acts = nemesis.spells.map(async ({ name, from, until, probability }) => {
    if (name === "clock off" || name === "clock jumps back") await clock(from, until, name !== "clock off");
    if (name === "environments die") await during(from, until, (2 - probability) * minute, kill);
    if (name === "secret store down cold") await during(from, until, 2 * minute, kill);
    if (name === "redrive storm") await during(from, until, 10 * minute, () => redrive(random.int(1, 3)));
    if (name === "attackers") await during(from, until, 5_000, senders.attack);
    if (name === "poison") await during(from, until, minute, poisonAll);
    if (name === "deployments") {
      await time.sleep(Math.max(0, from - time.now()));
      await deployUntil(until, options);
    }
    if (name === "secret rotation") {
      await time.sleep(Math.max(0, from - time.now()));
      await Promise.all(vendors.map(({ source }) => rotate(source)));
    }
  });

  /** At the end everything is well again, and what waits in the dead-letter queue is redriven. */
  async function mend(): Promise<void> {
    await Promise.all([...acts, senders.done]);
    const last = Math.max(0, ...nemesis.spells.map(({ until }) => until));
    await time.sleep(Math.max(0, last - time.now()));
    for (let round = 0; round < 2; round++) {
      await time.sleep(quietMs);
      redrive(1);
    }
    await time.sleep(quietMs);
  }

  return { done: mend() };
}
