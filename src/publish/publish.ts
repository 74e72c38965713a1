import type { BusEntry } from "../core/event.ts";
import type { NormalizedEvent } from "../events/normalize.ts";
import { batchLedger } from "./batch-ledger.ts";
import { entryOf } from "./entry-of.ts";
import type { PublishPorts, PutResult, QueuedMessage } from "./ports.ts";
import { type Failure, fail, failureOf, type MessageWork, type PublishConfig, prepare } from "./work.ts";

/** Events between two visits to the ledger: a function that times out in a large delivery goes on from there. */
const stride = 100;

/** Bytes of bodies whose events are in memory at once: they take many times the room. */
const portionBytes = 1_000_000;

/** What is not begun while there is time to record it must wait for the next attempt. */
const late: Failure = {
  code: "bus-failed",
  reason: "The function's time was up before all was put.",
  retryable: true,
};

const waitsForTwin: Failure = {
  code: "bus-failed",
  reason: "Another delivery of the batch carries the same event, and has to be tried again.",
  retryable: true,
};

/** One event to put, with all messages of the batch that carry it. */
interface Pending {
  readonly event: NormalizedEvent;
  readonly owners: MessageWork[];
}

/** What is new: neither in the ledger nor twice in this batch. */
function pendingOf(works: readonly MessageWork[], known: ReadonlySet<string>): Map<string, Pending> {
  const pending = new Map<string, Pending>();
  for (const work of works) {
    if (work.failure) continue;
    for (const event of work.events) {
      const twin = pending.get(event.key);
      if (known.has(event.key)) work.duplicates++;
      else if (!twin) pending.set(event.key, { event, owners: [work] });
      else {
        work.duplicates++;
        if (!twin.owners.includes(work)) twin.owners.push(work);
      }
    }
  }
  return pending;
}

async function putPending(pending: readonly Pending[], ports: PublishPorts): Promise<readonly string[]> {
  const ready: { readonly waiting: Pending; readonly entry: BusEntry }[] = [];
  for (const waiting of pending) {
    if (ports.isLate()) {
      for (const owner of waiting.owners) fail(owner, late);
      continue;
    }
    try {
      ready.push({ waiting, entry: await entryOf(waiting.event, ports.claims) });
    } catch (error) {
      for (const owner of waiting.owners) fail(owner, failureOf(error));
    }
  }
  const results =
    ready.length === 0
      ? []
      : await ports.bus.put(
          ready.map(({ entry }) => entry),
          ports.isLate,
        );
  const done: string[] = [];
  for (const [place, { waiting, entry }] of ready.entries()) {
    const result: PutResult = results[place] ?? {
      ok: false,
      retryable: true,
      code: "NoResult",
      message: "EventBridge gave no result for the entry.",
    };
    const [first] = waiting.owners;
    if (result.ok) {
      done.push(entry.key);
      if (first) first.published++;
      continue;
    }
    const reason = `EventBridge did not take an event "${entry.detailType}": ${result.code}: ${result.message}`;
    for (const owner of waiting.owners)
      fail(owner, {
        code: result.retryable ? "bus-failed" : "bus-refused",
        reason,
        retryable: result.retryable,
      });
  }
  return done;
}

/** Events are on the bus by now: a ledger that can't be written costs a possible duplicate, never an event. */
async function record(
  keys: readonly string[],
  works: readonly MessageWork[],
  ports: PublishPorts,
): Promise<void> {
  if (keys.length === 0) return;
  try {
    await ports.ledger.record(keys);
  } catch (error) {
    const [first] = works;
    if (first)
      ports.report({
        ...reportOf(first),
        outcome: "unrecorded",
        code: "ledger-failed",
        reason: "Published, but not recorded: a retry of the vendor would be published again.",
        error,
      });
  }
}

function reportOf({
  message,
  delivery,
  published,
  duplicates,
  dropped,
}: MessageWork): Omit<Parameters<PublishPorts["report"]>[0], "outcome"> {
  return {
    messageId: message.messageId,
    deliveryId: delivery?.id,
    source: delivery?.source,
    published,
    duplicates,
    dropped,
  };
}

/** Ends the work on one message. @returns true when it is done with and may leave the queue */
async function settle(work: MessageWork, ports: PublishPorts): Promise<boolean> {
  const ageMs = work.delivery
    ? { ageMs: Math.max(0, ports.now() - Date.parse(work.delivery.receivedAt)) }
    : {};
  let { failure } = work;
  if (failure && !failure.retryable) {
    try {
      await ports.parking.park(work.message, failure.code, failure.reason, work.delivery?.source);
      const { code, reason, error } = failure;
      ports.report({ ...reportOf(work), ...ageMs, outcome: "parked", code, reason, error });
      return true;
    } catch (error) {
      failure = failureOf(error);
    }
  }
  if (!failure) {
    ports.report({ ...reportOf(work), ...ageMs, outcome: "published" });
    return true;
  }
  const { code, reason, error } = failure;
  ports.report({ ...reportOf(work), ...ageMs, outcome: "deferred", code, reason, error });
  return false;
}

/** Drops what the ledger knows, puts the rest, records it, and says which messages must stay in the queue. */
async function finish(works: readonly MessageWork[], ports: PublishPorts): Promise<readonly string[]> {
  const keys = [
    ...new Set(works.flatMap((work) => (work.failure ? [] : work.events.map((event) => event.key)))),
  ];
  let known: ReadonlySet<string> = new Set();
  /** Nothing is put for which the ledger was not asked. */
  const postpone = (failure: Failure): void => {
    for (const work of works) if (work.events.length > 0) fail(work, failure);
  };
  try {
    if (keys.length > 0 && ports.isLate()) postpone(late);
    else if (keys.length > 0) known = await ports.ledger.published(keys);
  } catch (error) {
    postpone(failureOf(error));
  }
  const pending = [...pendingOf(works, known).values()];
  for (let from = 0; from < pending.length; from += stride)
    await record(await putPending(pending.slice(from, from + stride), ports), works, ports);
  const settled = await Promise.all(
    works.map(async (work) => ((await settle(work, ports)) ? undefined : work.message.messageId)),
  );
  return settled.filter((messageId) => messageId !== undefined);
}

/**
 * Publishes a batch of messages: decode, normalize, drop what the ledger knows, put, record. Large ones by themselves, so that a few of them
 * fit the memory as one does.
 * @returns ids of the messages that must stay in the queue
 */
export async function publish(
  messages: readonly QueuedMessage[],
  config: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const left = new Set<string>();
  // What one portion has put is known to the next, and what it could not put, or is not sure of, is not put again by the next.
  const batchPorts = { ...ports, ledger: batchLedger(ports.ledger) };
  const unsure = new Set<string>();
  let works: MessageWork[] = [];
  let bytes = 0;
  const endPortion = async (): Promise<void> => {
    for (const messageId of await finish(works, batchPorts)) left.add(messageId);
    for (const { message, events } of works)
      if (left.has(message.messageId)) for (const { key } of events) unsure.add(key);
    works = [];
    bytes = 0;
  };
  for (const message of messages) {
    const work = await prepare(message, config, ports);
    if (work.events.some(({ key }) => unsure.has(key))) fail(work, waitsForTwin);
    works.push(work);
    bytes += work.delivery?.body.length ?? 0;
    if (bytes >= portionBytes) await endPortion();
  }
  await endPortion();
  return [...left];
}
