import type { Delivery } from "../core/delivery.ts";
import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";
import type { BridgeEvent } from "../core/event.ts";
import { signaturesOf } from "../core/provider.ts";
import type { Source } from "../core/source.ts";
import { type NormalizedEvent, normalize, requestOf } from "../events/normalize.ts";
import { coverage } from "../signatures/fingerprint.ts";
import { entryOf } from "./entry-of.ts";
import type { PublishPorts, PutResult, QueuedMessage } from "./ports.ts";

/** Events between two visits to the ledger: a function that times out in a large delivery goes on from there. */
const stride = 100;

/** What stands in the way of a message. */
interface Trouble {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  readonly error?: unknown;
}

/** One message on its way through a batch. */
interface Work {
  readonly message: QueuedMessage;
  delivery: Delivery | undefined;
  events: readonly NormalizedEvent[];
  dropped: number;
  published: number;
  duplicates: number;
  trouble: Trouble | undefined;
}

/** The configuration that `publish` needs. */
export interface PublishConfig {
  readonly sources: ReadonlyMap<string, Source>;
  readonly buses: ReadonlySet<string>;
}

/** What is not begun while there is time to record it must wait for the next attempt. */
const late: Trouble = {
  code: "bus-failed",
  reason: "The function's time was up before all was put.",
  retryable: true,
};

function troubleOf(error: unknown): Trouble {
  if (error instanceof BridgeError) {
    return { code: error.code, reason: error.message, retryable: errorCodes[error.code].retryable, error };
  }
  return { code: "internal", reason: "An unexpected error.", retryable: true, error };
}

/** Keeps the graver of two troubles: what may still succeed is tried again before anything is parked. */
function blame(work: Work, trouble: Trouble): void {
  if (!work.trouble || (trouble.retryable && !work.trouble.retryable)) work.trouble = trouble;
}

async function prepare(message: QueuedMessage, config: PublishConfig, ports: PublishPorts): Promise<Work> {
  const work: Work = {
    message,
    delivery: undefined,
    events: [],
    dropped: 0,
    published: 0,
    duplicates: 0,
    trouble: undefined,
  };
  try {
    const delivery = await ports.reader.read(message);
    work.delivery = delivery;
    const source = config.sources.get(delivery.source);
    if (!source) {
      throw new BridgeError(
        "source-removed",
        `The source "${delivery.source}" is no longer in bridge.config.ts.`,
        "Put it back and redrive, or delete the message.",
      );
    }
    const request = requestOf(delivery);
    const covered = coverage(signaturesOf(source.provider)[delivery.scheme], request);
    const { events, dropped } = normalize(delivery, source, covered, config.buses, request);
    work.events = events;
    work.dropped = dropped;
  } catch (error) {
    blame(work, troubleOf(error));
  }
  return work;
}

/** One event to put, with all messages of the batch that carry it. */
interface Pending {
  readonly event: NormalizedEvent;
  readonly owners: Work[];
}

/** What is new: neither in the ledger nor twice in this batch. */
function pendingOf(works: readonly Work[], known: ReadonlySet<string>): Map<string, Pending> {
  const pending = new Map<string, Pending>();
  for (const work of works) {
    if (work.trouble) continue;
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

async function put(pending: readonly Pending[], ports: PublishPorts): Promise<readonly string[]> {
  const ready: { readonly waiting: Pending; readonly entry: BridgeEvent }[] = [];
  for (const waiting of pending) {
    if (ports.isLate()) {
      for (const owner of waiting.owners) blame(owner, late);
      continue;
    }
    try {
      ready.push({ waiting, entry: await entryOf(waiting.event, ports.claims) });
    } catch (error) {
      for (const owner of waiting.owners) blame(owner, troubleOf(error));
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
      blame(owner, {
        code: result.retryable ? "bus-failed" : "bus-refused",
        reason,
        retryable: result.retryable,
      });
  }
  return done;
}

/** Events are on the bus by now: a ledger that can't be written costs a possible duplicate, never an event. */
async function record(keys: readonly string[], works: readonly Work[], ports: PublishPorts): Promise<void> {
  if (keys.length === 0) return;
  try {
    await ports.ledger.record(keys);
  } catch (error) {
    const [first] = works;
    if (first)
      ports.report({
        ...told(first),
        outcome: "unrecorded",
        code: "ledger-failed",
        reason: "Published, but not recorded: a retry of the vendor would be published again.",
        error,
      });
  }
}

function told({
  message,
  delivery,
  published,
  duplicates,
  dropped,
}: Work): Omit<Parameters<PublishPorts["report"]>[0], "outcome"> {
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
async function settle(work: Work, ports: PublishPorts): Promise<boolean> {
  const ageMs = work.delivery
    ? { ageMs: Math.max(0, ports.now() - Date.parse(work.delivery.receivedAt)) }
    : {};
  let { trouble } = work;
  if (trouble && !trouble.retryable) {
    try {
      await ports.parking.park(work.message, trouble.code, trouble.reason, work.delivery?.source);
      const { code, reason, error } = trouble;
      ports.report({ ...told(work), ...ageMs, outcome: "parked", code, reason, error });
      return true;
    } catch (error) {
      trouble = troubleOf(error);
    }
  }
  if (!trouble) {
    ports.report({ ...told(work), ...ageMs, outcome: "published" });
    return true;
  }
  const { code, reason, error } = trouble;
  ports.report({ ...told(work), ...ageMs, outcome: "deferred", code, reason, error });
  return false;
}

/**
 * Publishes a batch of messages: decode, normalize, drop what the ledger knows, put, record.
 * @returns ids of the messages that must stay in the queue
 */
export async function publish(
  messages: readonly QueuedMessage[],
  config: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const works = await Promise.all(messages.map((message) => prepare(message, config, ports)));
  const keys = [
    ...new Set(works.flatMap((work) => (work.trouble ? [] : work.events.map((event) => event.key)))),
  ];
  let known: ReadonlySet<string> = new Set();
  try {
    if (keys.length > 0) known = await ports.ledger.published(keys);
  } catch (error) {
    for (const work of works) if (work.events.length > 0) blame(work, troubleOf(error));
  }
  const pending = [...pendingOf(works, known).values()];
  for (let from = 0; from < pending.length; from += stride)
    await record(await put(pending.slice(from, from + stride), ports), works, ports);
  const settled = await Promise.all(
    works.map(async (work) => ((await settle(work, ports)) ? undefined : work.message.messageId)),
  );
  return settled.filter((messageId) => messageId !== undefined);
}
