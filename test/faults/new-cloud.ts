import { bridge } from "./bridge.ts";
import { type Cloud, type Pair, places } from "./cloud.ts";
import { makeFifoQueue } from "./fifo-queue.ts";
import { makeQueue } from "./queue.ts";
import type { Random } from "./random.ts";
import { vendors } from "./vendors.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** How often a message is tried before it is a dead letter. */
const maxReceives = 5;

/** A world in which nothing has happened yet, and that keeps no secret. */
export function emptyCloud(time: VirtualTime, pairs: Cloud["pairs"]): Cloud {
  let happened = 0;
  return {
    time,
    order: () => ++happened,
    pairs,
    table: new Map(),
    objects: new Map(),
    parameters: new Map(),
    bus: [],
    byKey: new Map(),
    byUnique: new Map(),
    durable: new Set(),
    placeInLine: new Map(),
    outOfLine: new Set(),
    deployed: bridge,
    dropped: new Set(),
    absences: [],
    clockOff: [],
    violations: [],
  };
}

/** The same with the vendors' secrets, and queues that behave as SQS does. */
export function makeCloud(time: VirtualTime, random: Random): Cloud {
  function pair(make: typeof makeQueue): Pair {
    const deadLetters = make({ time, random });
    return { deadLetters, queue: make({ time, random, deadLetters: { queue: deadLetters, maxReceives } }) };
  }
  const pairs = { plain: pair(makeQueue), ordered: pair(makeFifoQueue), buffer: pair(makeQueue) };
  const cloud = emptyCloud(time, pairs);
  for (const { source, secret } of vendors)
    cloud.parameters.set(`${places.parameterPrefix}/${source}`, JSON.stringify([secret(0)]));
  return cloud;
}
