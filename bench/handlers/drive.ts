// Runs in a process of its own, whose log goes nowhere: the bundled functions and what people write instead, in turns.
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { jsonBody } from "../../src/cost/json-body.ts";
import { queueEvent } from "../../src/local/lambda/queue-event.ts";
import type { BridgeResources } from "../../src/local/server/workspace/provision.ts";
import { subjectOf } from "../micro/bridge.ts";
import { lambdaContext, toGithub } from "./gateway.ts";

/** What the parent wants to know. */
export interface DriveOrder {
  readonly receive: string;
  readonly publish: string;
  readonly resources: BridgeResources;
  readonly bytes: number;
  readonly rounds: number;
  /** Webhooks of each handler in a round, and how many at a time. */
  readonly webhooks: number;
  readonly concurrency: number;
}

/** One handler in one round. */
export interface DriveSample {
  readonly handler: "receive" | "publish" | "SDK to queue" | "AWS quick start";
  readonly webhooks: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Milliseconds of each call. */
  readonly latencies: readonly number[];
}

type Handler = (event: unknown, context: object) => Promise<unknown>;
/** What a handler is given, and how. */
interface Load {
  readonly events: readonly unknown[];
  /** Webhooks in each event. */
  readonly perEvent: number;
  readonly concurrency: number;
}

async function timed(
  handler: DriveSample["handler"],
  { events, perEvent, concurrency }: Load,
  call: (event: unknown) => Promise<void>,
): Promise<DriveSample> {
  const latencies: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let place = next++; place < events.length; place = next++) {
      const before = performance.now();
      await call(events[place]);
      latencies.push(performance.now() - before);
    }
  };
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(cpu);
  return {
    handler,
    webhooks: events.length * perEvent,
    wallMs: performance.now() - wall,
    cpuMs: (user + system) / 1_000,
    latencies,
  };
}

let made = 0;

/** Signed requests as a gateway hands them over, no two alike. */
async function gatewayEvents(count: number, bytes: number): Promise<readonly unknown[]> {
  const subject = subjectOf("github");
  const events: unknown[] = [];
  for (let index = 0; index < count; index++) {
    const body = jsonBody(bytes, { sequence: String(made++).padStart(9, "0") });
    const request = await subject.resign(body, Date.now());
    events.push(toGithub([...request.headers].flat(), body));
  }
  return events;
}

/** What people write instead: a handler with its settings. */
type MakePeer = (options: object) => (event: unknown) => Promise<{ statusCode: number }>;

async function drive(order: DriveOrder): Promise<void> {
  const { resources, concurrency, webhooks } = order;
  const peersFolder = "../peers";
  const [{ toQueue: makeToQueue }, { quickStart: makeQuickStart }] = (await Promise.all([
    import(`${peersFolder}/to-queue.mjs`),
    import(`${peersFolder}/quick-start.mjs`),
  ])) as [{ toQueue: MakePeer }, { quickStart: MakePeer }];
  const { handler: receive } = (await import(order.receive)) as { handler: Handler };
  const { handler: publish } = (await import(order.publish)) as { handler: Handler };
  const { secret } = subjectOf("github");
  const queueUrl = resources.queue.url;
  const toQueue = makeToQueue({ secret, queueUrl: resources.deadLetterQueue.url });
  const quickStart = makeQuickStart({ secret, bus: `${resources.busPrefix}main` });
  const sqs = new SQSClient({});

  async function batches(): Promise<readonly unknown[]> {
    const events: unknown[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ["All"],
        }),
      );
      if (Messages.length === 0) return events;
      events.push(queueEvent(Messages, { arn: resources.queue.arn, region: "us-east-1" }));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    }
  }

  const mustBe = (expected: number, found: unknown): void => {
    const { statusCode } = found as { readonly statusCode: number };
    if (statusCode !== expected) throw new Error(`a handler answers ${statusCode}, not ${expected}`);
  };
  for (let round = -1; round < order.rounds; round++) {
    const samples: DriveSample[] = [];
    const runs: readonly (() => Promise<void>)[] = [
      async () => {
        const events = await gatewayEvents(webhooks, order.bytes);
        samples.push(
          await timed("receive", { events, perEvent: 1, concurrency }, async (event) =>
            mustBe(200, await receive(event, { ...lambdaContext })),
          ),
        );
        const queued = await batches();
        samples.push(
          await timed(
            "publish",
            {
              events: queued,
              perEvent: webhooks / queued.length,
              concurrency: Math.min(2, concurrency),
            },
            async (event) => {
              const { batchItemFailures } = (await publish(event, { ...lambdaContext })) as {
                batchItemFailures: readonly unknown[];
              };
              if (batchItemFailures.length > 0) throw new Error("publish left messages in the queue");
            },
          ),
        );
      },
      async () => {
        const events = await gatewayEvents(webhooks, order.bytes);
        const call = async (event: unknown): Promise<void> => mustBe(200, await toQueue(event));
        samples.push(await timed("SDK to queue", { events, perEvent: 1, concurrency }, call));
      },
      async () => {
        const events = await gatewayEvents(webhooks, order.bytes);
        const call = async (event: unknown): Promise<void> => mustBe(202, await quickStart(event));
        samples.push(await timed("AWS quick start", { events, perEvent: 1, concurrency }, call));
      },
    ];
    for (let step = 0; step < runs.length; step++) await runs[(step + round + runs.length) % runs.length]?.();
    // The first round only warms up.
    if (round >= 0) for (const sample of samples) process.send?.(sample);
  }
}

process.once("message", (order: DriveOrder) => {
  drive(order).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      process.disconnect();
    },
  );
});
