import type { Delivery } from "../core/delivery.ts";
import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";
import type { Source } from "../core/source.ts";
import { type NormalizedEvent, normalize, requestOf } from "../events/normalize.ts";
import { coverage } from "../signatures/proof.ts";
import { schemeOf } from "../signatures/scheme-name.ts";
import type { PublishPorts, QueuedMessage } from "./ports.ts";

/** What stands in the way of a message. */
export interface Trouble {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  readonly error?: unknown;
}

/** One message on its way through a batch. */
export interface Work {
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

export function troubleOf(error: unknown): Trouble {
  if (error instanceof BridgeError) {
    return { code: error.code, reason: error.message, retryable: errorCodes[error.code].retryable, error };
  }
  return { code: "internal", reason: "An unexpected error.", retryable: true, error };
}

/** Keeps the graver of two troubles: what may still succeed is tried again before anything is parked. */
export function blame(work: Work, trouble: Trouble): void {
  if (!work.trouble || (trouble.retryable && !work.trouble.retryable)) work.trouble = trouble;
}

/** Reads a message and makes its events. */
export async function prepare(
  message: QueuedMessage,
  config: PublishConfig,
  ports: PublishPorts,
): Promise<Work> {
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
    const covered = coverage(schemeOf(source.provider, delivery), request);
    const { events, dropped } = normalize(delivery, source, covered, config.buses, request);
    work.events = events;
    work.dropped = dropped;
  } catch (error) {
    blame(work, troubleOf(error));
  }
  return work;
}
