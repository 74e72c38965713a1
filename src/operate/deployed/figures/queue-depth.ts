import { queueDepth } from "../../../aws/dead-letters/letter-calls.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";

/** How many messages are in the bridge's queues. */
export interface QueueDepths {
  /** Deliveries that wait or are being published. */
  readonly waiting: number;
  readonly deadLetters: number;
}

/** Name of a queue, which is the end of its URL. */
export const queueNameInUrl = (url: string): string => url.slice(url.lastIndexOf("/") + 1);

/** Counts the messages in all queues of the bridge now, as SQS estimates them. @throws BridgeError `aws-failed` */
export function queueDepths(context: DeployedContext): Promise<QueueDepths> {
  const sumOf = async (urls: readonly string[]): Promise<number> =>
    (await Promise.all(urls.map((url) => queueDepth(context.clients.sqs, url))))
      .flatMap(({ visible, hidden, delayed }) => [visible, hidden, delayed])
      .reduce((sum, count) => sum + count, 0);
  return askAws(`read the queues of ${context.stackName}`, async () => {
    const [waiting, deadLetters] = await Promise.all([
      sumOf(context.queues.map(({ url }) => url)),
      sumOf(context.queues.map(({ deadLetterUrl }) => deadLetterUrl)),
    ]);
    return { waiting, deadLetters };
  });
}
