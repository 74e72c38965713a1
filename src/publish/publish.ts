import type { NormalizedEvent } from "../events/normalize.ts";
import { batchLedger } from "./batch-ledger.ts";
import { claimingBus } from "./claiming-bus.ts";
import { entryOf } from "./entry-of.ts";
import { loggedEvents } from "./logged-events.ts";
import type { PublishPorts, PutEntry, PutResult, QueuedMessage } from "./ports.ts";
import { type Failure, fail, failureOf, type MessageWork, type PublishConfig, prepare } from "./work.ts";

/** Events that are put before they are recorded: after a timeout, a large delivery continues from there. */
const stride = 100;

/** Bytes of bodies whose events are in memory at once: events take many times that memory. */
const portionBytes = 1_000_000;

/** An event that could no longer be recorded waits for the next attempt. */
const late: Failure = {
  code: "bus-failed",
  reason: "The function ran out of time before all events were put; SQS delivers the message again.",
  retryable: true,
};

/**
 * An event whose put may have failed in another delivery must not be put again now: it could be on the bus.
 */
const waitsForTwin: Failure = {
  code: "bus-failed",
  reason: "Another delivery of the batch has the same event and must be retried first.",
  retryable: true,
};

/** One event to put, with all messages of the batch that carry it. */
interface Pending {
  readonly event: NormalizedEvent;
  readonly owners: MessageWork[];
}

/** The events that are neither in the ledger nor a second time in this batch. */
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

async function putPending(
  pending: readonly Pending[],
  { eventBytes }: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const ready: { readonly waiting: Pending; readonly entry: PutEntry }[] = [];
  for (const waiting of pending) {
    if (ports.isLate()) {
      for (const owner of waiting.owners) fail(owner, late);
      continue;
    }
    try {
      const { event } = waiting;
      ready.push({ waiting, entry: await entryOf(event, ports.claims, eventBytes?.get(event.bus)) });
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
  for (const [index, { waiting, entry }] of ready.entries()) {
    const result: PutResult = results[index] ?? {
      ok: false,
      retryable: true,
      code: "NoResult",
      message: "EventBridge gave no result for the entry.",
    };
    const [first] = waiting.owners;
    if (result.ok) {
      done.push(entry.key);
      first?.put.push(waiting.event);
      continue;
    }
    const failure: Failure =
      result.error === undefined
        ? {
            code: result.retryable ? "bus-failed" : "bus-refused",
            reason: `EventBridge did not take an event "${entry.detailType}": ${result.code}: ${result.message}`,
            retryable: result.retryable,
          }
        : failureOf(result.error);
    for (const owner of waiting.owners) fail(owner, failure);
  }
  return done;
}

/**
 * Records events that are on the bus. A failed write is only reported: it costs a duplicate, never an event.
 */
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
        reason: "Published but not recorded in the ledger: a retry by the vendor would be published again.",
        error,
      });
  }
}

function reportOf({
  message,
  delivery,
  events,
  put,
  duplicates,
  dropped,
}: MessageWork): Omit<Parameters<PublishPorts["report"]>[0], "outcome"> {
  return {
    messageId: message.messageId,
    deliveryId: delivery?.id,
    source: delivery?.source,
    traceparent: delivery?.traceparent,
    published: put.length,
    events: loggedEvents(put.length > 0 ? put : events),
    duplicates,
    dropped,
  };
}

/**
 * Reports a message, and parks one that can never succeed.
 * @returns true when it may leave the queue
 */
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

/**
 * Drops what the ledger knows, then puts and records the rest.
 * @returns ids of the messages that must stay in the queue
 */
async function finish(
  works: readonly MessageWork[],
  config: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const keys = [
    ...new Set(works.flatMap((work) => (work.failure ? [] : work.events.map((event) => event.key)))),
  ];
  let known: ReadonlySet<string> = new Set();
  /** No event is put without asking the ledger. */
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
    await record(await putPending(pending.slice(from, from + stride), config, ports), works, ports);
  const settled = await Promise.all(
    works.map(async (work) => ((await settle(work, ports)) ? undefined : work.message.messageId)),
  );
  return settled.filter((messageId) => messageId !== undefined);
}

/**
 * Publishes a batch of messages: decode, normalize, drop what the ledger knows, put, record. In portions, so
 * that several large ones fit the memory.
 * @returns ids of the messages that must stay in the queue
 */
export async function publish(
  messages: readonly QueuedMessage[],
  config: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const left = new Set<string>();
  // A portion knows what an earlier one has put.
  const batchPorts = { ...ports, ledger: batchLedger(ports.ledger), bus: claimingBus(ports.bus) };
  // Keys of events whose put may have failed: a later portion must not put them again.
  const unsure = new Set<string>();
  let works: MessageWork[] = [];
  let bytes = 0;
  const endPortion = async (): Promise<void> => {
    for (const messageId of await finish(works, config, batchPorts)) left.add(messageId);
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
