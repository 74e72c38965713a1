import { batchLedger } from "./batch-ledger.ts";
import { claimingBus } from "./claiming-bus.ts";
import type { PublishPorts, PutResult, QueuedMessage } from "./ports.ts";
import { publish } from "./publish.ts";
import type { PublishConfig } from "./work.ts";

/** The result for an event that must wait. */
const waits = (message: string): PutResult => ({ ok: false, retryable: true, code: "Waits", message });

/**
 * The ports of one message. They put events one by one, and stop after one that must be retried (not after a
 * final refusal).
 */
function orderly(ports: PublishPorts): PublishPorts {
  let stopped: PutResult | undefined;
  // Within the order: an event that is put again as a claim check must not come after the next one.
  const bus = claimingBus(ports.bus);
  return {
    ...ports,
    bus: {
      async put(events, isLate) {
        const results: PutResult[] = [];
        for (const event of events) {
          const result =
            stopped ?? (await bus.put([event], isLate))[0] ?? waits("EventBridge gave no result");
          if (!result.ok && result.retryable) stopped = result;
          results.push(result);
        }
        return results;
      },
    },
    claims: {
      async keep(...payload) {
        try {
          return await ports.claims.keep(...payload);
        } catch (error) {
          stopped ??= waits("a payload of its delivery could not be stored");
          throw error;
        }
      },
    },
  };
}

/**
 * Publishes a FIFO batch, one message after another. After one that must stay, the later ones of its group
 * stay too, untouched and unreported.
 * @returns ids of the messages that must stay in the queue
 */
export async function publishInOrder(
  messages: readonly QueuedMessage[],
  config: PublishConfig,
  ports: PublishPorts,
): Promise<readonly string[]> {
  const stopped = new Set<string>();
  const left: string[] = [];
  const ledger = batchLedger(ports.ledger);
  for (const message of messages) {
    const { messageId, group = "" } = message;
    if (stopped.has(group) || ports.isLate()) {
      left.push(messageId);
      continue;
    }
    const [failed] = await publish([message], config, orderly({ ...ports, ledger }));
    if (failed === undefined) continue;
    stopped.add(group);
    left.push(failed);
  }
  return left;
}
