import type { WebhookRequest } from "../core/request.ts";
import type { Source } from "../core/source.ts";
import type { ReceivePorts, SecretStore } from "./ports.ts";
import { receive } from "./receive.ts";

/** A request that was put into a queue before anybody verified it. */
export interface WaitingRequest {
  /** The queue's own id of the message. */
  readonly messageId: string;
  readonly sourceName: string;
  readonly request: WebhookRequest;
  /** When the gateway had it, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** True when it has been in vain before. */
  readonly again: boolean;
}

interface Watched {
  readonly secrets: SecretStore;
  /** True when the signature was judged by secrets that may be older than the request, and may not be read again yet. */
  isOld: boolean;
}

/** A clock that is wrong tells nothing of a request that comes for the first time; the queue has made any other wait for minutes. */
function watched(secrets: SecretStore, moment: number, again: boolean): Watched {
  const watch: Watched = {
    isOld: false,
    secrets: {
      ...secrets,
      async refresh(source, roles, tried) {
        const fresh = await secrets.refresh(source, roles, tried);
        const isNewer = again && (secrets.readAt(source) ?? -Infinity) >= moment;
        watch.isOld = fresh === undefined && !isNewer;
        return fresh;
      },
    },
  };
  return watch;
}

/**
 * Receives a request from a queue. Its time is that at which it came, so that no signature grows stale by waiting; its delivery's id is
 * the message's, the same on every attempt. There is nobody to answer, nor to send it again: what is refused by
 * secrets that are newer than it is reported and done with, and what older ones refuse must come again, or a rotation would lose it.
 * @returns false when it could not be judged, and the message must stay in the queue
 */
export async function receiveBuffered(
  sources: ReadonlyMap<string, Source>,
  { messageId, sourceName, request, receivedAt, again }: WaitingRequest,
  ports: ReceivePorts,
): Promise<boolean> {
  const watch = watched(ports.secrets, receivedAt, again);
  const { status } = await receive(sources, sourceName, request, {
    ...ports,
    secrets: watch.secrets,
    report: (report) => {
      if (!watch.isOld) ports.report(report);
    },
    now: () => receivedAt,
    newDeliveryId: () => `dlv_${messageId}`,
  });
  return status < 500 && !watch.isOld;
}
