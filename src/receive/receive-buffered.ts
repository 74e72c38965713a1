import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import type { ReceivePorts, SecretStore } from "./ports.ts";
import { receive } from "./receive.ts";

/** A request in the buffer queue, which no one has verified yet. */
export interface WaitingRequest {
  /** The message's id in SQS. */
  readonly messageId: string;
  readonly sourceName: string;
  readonly request: WebhookRequest;
  /** When the gateway received it, in Unix milliseconds. */
  readonly receivedAt: number;
  /** True when an earlier attempt failed. */
  readonly again: boolean;
}

interface Watched {
  readonly secrets: SecretStore;
  /** True when the secrets that refused the request may be older than it, and can't be read again yet. */
  isOld: boolean;
}

/** Watches whether the secrets that refuse a request may be older than it. */
function watched(secrets: SecretStore, moment: number, again: boolean): Watched {
  const watch: Watched = {
    isOld: false,
    secrets: {
      ...secrets,
      async refresh(source, roles, tried) {
        const fresh = await secrets.refresh(source, roles, tried);
        // On a first attempt a wrong clock could deceive; before another the message has waited for minutes.
        const isNewer = again && (secrets.readAt(source) ?? -Infinity) >= moment;
        watch.isOld = fresh === undefined && !isNewer;
        return fresh;
      },
    },
  };
  return watch;
}

/**
 * Receives a request from the buffer queue. No vendor will retry it: what only older secrets refuse must come
 * again, or a rotation loses it.
 * @returns false when its message must stay in the queue
 */
export async function receiveBuffered(
  sources: ReadonlyMap<string, Source>,
  { messageId, sourceName, request, receivedAt, again }: WaitingRequest,
  ports: ReceivePorts,
): Promise<boolean> {
  const watch = watched(ports.secrets, receivedAt, again);
  const started = ports.now();
  const { status } = await receive(sources, sourceName, request, {
    ...ports,
    secrets: watch.secrets,
    // A refusal by older secrets is not final.
    report: (report) => {
      // The same id on every attempt.
      const durationMs = ports.now() - started;
      if (!watch.isOld) ports.report({ ...report, durationMs, id: report.deliveryId ?? `req_${messageId}` });
    },
    // The time of its arrival: no signature becomes stale by waiting.
    now: () => receivedAt,
    newDeliveryId: () => `dlv_${messageId}`,
  });
  return status < 500 && !watch.isOld;
}
