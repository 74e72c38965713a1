import type { Bridge } from "../../src/config/define-bridge.ts";
import { type Cloud, lettersIn, type PairName } from "./cloud.ts";
import { isUnwanted, uniquesOf } from "./contents.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Nemesis } from "./nemesis.ts";
import type { Message } from "./queue.ts";
import type { Random } from "./random.ts";

export interface ConsumerOptions {
  readonly cloud: Cloud;
  readonly nemesis: Nemesis;
  readonly random: Random;
  /** The queue that is polled. */
  readonly from: PairName;
  readonly consumes: LambdaFunction;
  readonly visibilityMs: number;
  readonly pollers: number;
}

/** The ARN says whether a queue keeps an order. */
const arns: Readonly<Record<PairName, string>> = {
  plain: "arn:aws:sqs:us-east-1:000000000000:deliveries",
  ordered: "arn:aws:sqs:us-east-1:000000000000:ordered.fifo",
  buffer: "arn:aws:sqs:us-east-1:000000000000:buffer",
};

const recordOf = (message: Message, from: PairName): object => ({
  messageId: message.id,
  receiptHandle: `${message.id}-${message.receives}`,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sentAt),
    ...(message.group !== undefined && { MessageGroupId: message.group }),
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: arns[from],
  awsRegion: "us-east-1",
});

/** The event source mapping: batches of up to ten, partial failures, every message until it is deleted. */
export function startConsumer(options: ConsumerOptions): void {
  const { cloud, nemesis, random, from, consumes, visibilityMs } = options;
  const { time, violations } = cloud;
  const { queue } = cloud.pairs[from];
  let free = options.pollers;

  /** Invariant 3, at the only moment at which a message can be lost: when it leaves the queue. */
  function remove(message: Message, by: Bridge): void {
    queue.remove(message.id);
    // What nobody has verified may leave for good: whether it was a vendor's own shows at the end.
    if (from === "buffer") return;
    const missing = uniquesOf(cloud, message.body).filter((unique) => !cloud.byUnique.has(unique));
    if (missing.length === 0) return;
    if (isUnwanted(cloud, message.body, by)) {
      for (const unique of missing) cloud.dropped.add(unique);
      return;
    }
    // Parked, or a twin of it.
    if (lettersIn(cloud).some(({ body }) => body === message.body)) return;
    violations.push(`a message left the queue with ${missing.join()} neither published nor parked`);
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const result = await consumes.invoke({ Records: messages.map((message) => recordOf(message, from)) });
    if (!result.ok) return;
    const { batchItemFailures } = result.value as { batchItemFailures: { itemIdentifier: string }[] };
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const stopped = new Set<string | undefined>();
    for (const message of messages) {
      if (failed.has(message.id)) {
        stopped.add(message.group);
        continue;
      }
      if (from === "ordered" && stopped.has(message.group))
        violations.push(`order: a message of ${message.group} was done with though one before it was not`);
      if (nemesis.strikes("sqs delete lost", time.now())) continue;
      remove(message, result.by);
    }
  }

  async function poll(): Promise<void> {
    free--;
    await time.sleep(random.int(1, 400));
    const messages = queue.receive(10, visibilityMs);
    if (messages.length > 0) {
      if (nemesis.strikes("sqs delivers twice", time.now()))
        for (const { id } of messages) if (random.chance(0.3)) queue.duplicate(id);
      await handle(messages);
    }
    free++;
    wake();
  }

  function wake(): void {
    if (free > 0 && queue.visible > 0) void poll();
  }

  queue.onVisible = wake;
}
