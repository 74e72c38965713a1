import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import type { ReceivePorts } from "./ports.ts";
import { receive } from "./receive.ts";

/** A request that was put into a queue before anybody verified it. */
export interface WaitingRequest {
  /** The queue's own id of the message. */
  readonly messageId: string;
  readonly sourceName: string;
  readonly request: WebhookRequest;
  /** When the gateway had it, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/**
 * Receives a request from a queue. Its time is that at which it came, so that no signature grows stale by waiting; its delivery's id is
 * the message's, the same on every attempt. There is nobody to answer: what is refused is reported and done with.
 * @returns false when a fault of ours stood in the way, and the message must stay in the queue
 */
export async function receiveBuffered(
  sources: ReadonlyMap<string, Source>,
  { messageId, sourceName, request, receivedAt }: WaitingRequest,
  ports: ReceivePorts,
): Promise<boolean> {
  const { status } = await receive(sources, sourceName, request, {
    ...ports,
    now: () => receivedAt,
    newDeliveryId: () => `dlv_${messageId}`,
  });
  return status < 500;
}
