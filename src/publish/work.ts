import type { Delivery } from "../core/delivery.ts";
import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";
import type { Source } from "../core/source.ts";
import { type NormalizedEvent, normalize } from "../events/normalize.ts";
import type { PublishPorts, QueuedMessage } from "./ports.ts";

/** Why a message could not be published. */
export interface Failure {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  readonly error?: unknown;
}

/** One message on its way through a batch. */
export interface MessageWork {
  readonly message: QueuedMessage;
  delivery: Pick<Delivery, "id" | "source" | "receivedAt" | "body"> | undefined;
  events: readonly NormalizedEvent[];
  dropped: number;
  published: number;
  duplicates: number;
  failure: Failure | undefined;
}

/** The configuration that `publish` needs. */
export interface PublishConfig {
  readonly sources: ReadonlyMap<string, Source>;
  readonly buses: ReadonlySet<string>;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) {
    return { code: error.code, reason: error.message, retryable: errorCodes[error.code].retryable, error };
  }
  return { code: "internal", reason: "An unexpected error.", retryable: true, error };
}

/** Keeps the one of two failures after which the message is tried again: it must not be parked while it may still succeed. */
export function fail(work: MessageWork, failure: Failure): void {
  if (!work.failure || (failure.retryable && !work.failure.retryable)) work.failure = failure;
}

/** Reads a message and makes its events. */
export async function prepare(
  message: QueuedMessage,
  config: PublishConfig,
  ports: PublishPorts,
): Promise<MessageWork> {
  const work: MessageWork = {
    message,
    delivery: undefined,
    events: [],
    dropped: 0,
    published: 0,
    duplicates: 0,
    failure: undefined,
  };
  try {
    const read = await ports.reader.read(message);
    work.delivery = read;
    const source = config.sources.get(read.source);
    if (!source) {
      throw new BridgeError(
        "source-removed",
        `The source "${read.source}" is no longer in bridge.config.ts.`,
        "Put it back and redrive, or delete the message.",
      );
    }
    const delivery =
      "proof" in read ? read : (await import("./message-v1.ts")).withProof(read, source.provider);
    const { events, dropped } = normalize(delivery, source, config.buses);
    work.events = events;
    work.dropped = dropped;
  } catch (error) {
    fail(work, failureOf(error));
  }
  return work;
}
