import type { SQSEvent, SQSRecord } from "aws-lambda";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import type { ReceivePorts } from "../../receive/ports.ts";
import { receiveBuffered } from "../../receive/receive-buffered.ts";
import { readBufferedRequest } from "./buffered-request.ts";

/**
 * Receives a batch of the buffer queue.
 * @returns ids of the messages that must stay there. An unreadable one stays until it is a dead letter
 */
export async function takeBuffered(
  { Records }: SQSEvent,
  sources: ReadonlyMap<string, Source>,
  publicUrl: string | undefined,
  ports: ReceivePorts,
): Promise<readonly string[]> {
  async function take({ messageId, body, attributes }: SQSRecord): Promise<boolean> {
    try {
      const { incoming, receivedAt } = readBufferedRequest(body, publicUrl);
      const again = Number(attributes.ApproximateReceiveCount) > 1;
      return await receiveBuffered(sources, { messageId, receivedAt, again, ...incoming }, ports);
    } catch (error) {
      const code = error instanceof BridgeError ? error.code : "internal";
      const unknown = { id: `req_${messageId}`, source: undefined, provider: undefined, durationMs: 0 };
      ports.report({ ...unknown, outcome: "failed", status: 503, bytes: body.length, code, error });
      return false;
    }
  }
  const taken = await Promise.all(Records.map(take));
  return Records.flatMap(({ messageId }, index) => (taken[index] ? [] : [messageId]));
}
