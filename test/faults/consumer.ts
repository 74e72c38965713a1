import type { Cloud } from "./cloud.ts";
import type { LambdaFunction } from "./lambda.ts";
import type { Nemesis } from "./nemesis.ts";
import type { Message } from "./queue.ts";
import type { Random } from "./random.ts";

export interface ConsumerOptions {
  readonly cloud: Cloud;
  readonly nemesis: Nemesis;
  readonly random: Random;
  readonly publish: LambdaFunction;
  readonly visibilityMs: number;
  readonly pollers: number;
}

/** Vendor's ids in a message, wherever its body is kept. */
export function uniquesOf(cloud: Cloud, body: string): readonly string[] {
  let text = "";
  try {
    const message = JSON.parse(body) as { body?: string; bodyRef?: string };
    const kept = message.bodyRef && cloud.objects.get(message.bodyRef.replace("s3://", "/"));
    text = kept ? Buffer.from(kept).toString() : Buffer.from(message.body ?? "", "base64").toString();
  } catch {
    return [];
  }
  return Array.from(text.matchAll(/"unique":"([^"]+)"/g), ([, unique]) => unique ?? "");
}

const recordOf = (message: Message): object => ({
  messageId: message.id,
  receiptHandle: `${message.id}-${message.receives}`,
  body: message.body,
  attributes: { ApproximateReceiveCount: String(message.receives), SentTimestamp: String(message.sentAt) },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:deliveries",
  awsRegion: "us-east-1",
});

/** The event source mapping: batches of up to ten, partial failures, every message until it is deleted. */
export function startConsumer(options: ConsumerOptions): { readonly wake: () => void } {
  const { cloud, nemesis, random, publish, visibilityMs } = options;
  const { time, queue, deadLetters } = cloud;
  let free = options.pollers;

  /** Invariant 3, at the only moment at which a message can be lost: when it leaves the queue. */
  function remove(message: Message): void {
    queue.remove(message.id);
    const missing = uniquesOf(cloud, message.body).filter((unique) => !cloud.byUnique.has(unique));
    if (missing.length === 0) return;
    const parked = [...deadLetters.all.values()].some(({ body }) => body === message.body);
    const twin = [...queue.all.values()].some(({ body }) => body === message.body);
    if (!parked && !twin)
      cloud.violations.push(`a message left the queue with ${missing.join()} neither published nor parked`);
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const result = await publish.invoke({ Records: messages.map(recordOf) });
    if (!result.ok) return;
    const { batchItemFailures } = result.value as { batchItemFailures: { itemIdentifier: string }[] };
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const message of messages) {
      if (failed.has(message.id)) continue;
      if (nemesis.strikes("sqs delete lost", time.now())) continue;
      remove(message);
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

  return { wake };
}
