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
  delivery: Pick<Delivery, "id" | "source" | "receivedAt" | "traceparent" | "body"> | undefined;
  events: readonly NormalizedEvent[];
  dropped: number;
  /** Events that were put on a bus. */
  put: NormalizedEvent[];
  duplicates: number;
  failure: Failure | undefined;
}

/** The configuration that `publish` needs. */
export interface PublishConfig {
  /** By name. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Names of the deployment's buses. */
  readonly buses: ReadonlySet<string>;
  /** Bytes that an entry must stay below, by the buses that take less than EventBridge's limit. */
  readonly eventBytes?: ReadonlyMap<string, number>;
}

/** The failure that an error means. One that no code names is retried. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) {
    return { code: error.code, reason: error.message, retryable: errorCodes[error.code].retryable, error };
  }
  return {
    code: "internal",
    reason: "An unexpected error, probably a bug: the log line says where. Please report it.",
    retryable: true,
    error,
  };
}

/** Sets a message's failure. A retryable one wins: a message that may still succeed must not be parked. */
export function fail(work: MessageWork, failure: Failure): void {
  if (!work.failure || (failure.retryable && !work.failure.retryable)) work.failure = failure;
}

let loadedV1: Promise<typeof import("./message-v1.ts")> | undefined;

/** The reader of messages of version 1. A chunk of its own, loaded when the first one comes. */
export function messageV1(): Promise<typeof import("./message-v1.ts")> {
  loadedV1 ??= import("./message-v1.ts");
  return loadedV1;
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
    put: [],
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
        `The source "${read.source}" of a waiting delivery is no longer in bridge.config.ts.`,
        "Put the source back, deploy, and redrive; or delete the message from the dead-letter queue.",
      );
    }
    const delivery = "proof" in read ? read : (await messageV1()).withProof(read, source.provider);
    const { events, dropped } = normalize(delivery, source, config.buses);
    work.events = events;
    work.dropped = dropped;
  } catch (error) {
    fail(work, failureOf(error));
  }
  return work;
}
