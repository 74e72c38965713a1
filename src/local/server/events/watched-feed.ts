import { setTimeout as sleep } from "node:timers/promises";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { DeleteMessageCommand, ReceiveMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { BridgeError } from "../../../core/errors.ts";
import { child, type Json, parseJson } from "../../../core/json/json.ts";
import { spanAt } from "../../../core/json/json-text.ts";
import type { Clients, Cloud } from "../../aws/clients.ts";
import type { FeedEvent, IndexedEvent } from "../journal/event-index.ts";
import { ensureQueue, type Queue } from "../workspace/provision.ts";
import type { EventFeed } from "./event-feed.ts";

/** What the watcher needs. */
export interface WatchedFeedOptions {
  readonly clients: Clients;
  readonly cloud: Cloud;
  readonly buses: readonly string[];
  readonly busPrefix: string;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

const textOrEmpty = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Lets rules of the queue's own account send to it, and no others. */
function watchQueuePolicy({ arn }: Queue): string {
  const [, partition, , region, account] = arn.split(":");
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnLike: { "aws:SourceArn": `arn:${partition}:events:${region}:${account}:rule/*` } },
      },
    ],
  });
}

async function putWatchRule(
  { clients, busPrefix }: WatchedFeedOptions,
  bus: string,
  queue: Queue,
): Promise<void> {
  const where = { EventBusName: `${busPrefix}${bus}` };
  const Name = "hookbridge-local-watch";
  await clients.eventbridge.send(
    new PutRuleCommand({ ...where, Name, EventPattern: '{"source":[{"prefix":""}]}' }),
  );
  await clients.eventbridge.send(
    new PutTargetsCommand({ ...where, Rule: Name, Targets: [{ Id: `watch-${bus}`, Arn: queue.arn }] }),
  );
}

/** One queue a bus, because an envelope does not name its bus. */
async function watchBuses(
  options: WatchedFeedOptions,
): Promise<readonly { readonly bus: string; readonly queue: Queue }[]> {
  const { clients, cloud } = options;
  return Promise.all(
    options.buses.map(async (bus) => {
      const name = `hookbridge-local-watch-${bus.replaceAll(".", "_")}`;
      const queue = await ensureQueue(clients, cloud, name, {});
      const Attributes = { Policy: watchQueuePolicy(queue) };
      await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes }));
      await putWatchRule(options, bus, queue);
      return { bus, queue };
    }),
  );
}

async function putOneAgain(
  { clients, busPrefix }: WatchedFeedOptions,
  { row: { bus }, envelope = "{}" }: IndexedEvent,
): Promise<void> {
  const value = parseJson(envelope)?.value;
  const detail = spanAt(envelope, ["detail"]);
  const entry = {
    EventBusName: `${busPrefix}${bus}`,
    Source: textOrEmpty(child(value, "source")),
    DetailType: textOrEmpty(child(value, "detail-type")),
    Time: new Date(textOrEmpty(child(value, "time"))),
    Detail: detail ? envelope.slice(detail.start, detail.end) : "{}",
  };
  const { Entries = [] } = await clients.eventbridge.send(new PutEventsCommand({ Entries: [entry] }));
  if (!Entries[0]?.EventId)
    throw new Error(`EventBridge refused the replay: ${Entries[0]?.ErrorMessage ?? "no reason given"}`);
}

const cantChoose = (): BridgeError =>
  new BridgeError(
    "wrong-use",
    "This EventBridge is not the embedded one: an event that is put again goes to all rules of its bus.",
    "Leave the rule out, or replay from an archive with the AWS CLI, which can name rules.",
  );

/** Watches another EventBridge (LocalStack, moto, AWS) through a rule on each bus that sends to a queue. */
export async function watchedFeed(options: WatchedFeedOptions): Promise<EventFeed> {
  const { clients } = options;
  const listeners: ((event: FeedEvent) => void)[] = [];
  const stopping = new AbortController();
  // Behind those of earlier runs, which had fewer in each millisecond.
  let place = options.now() * 1_000;

  function tell(bus: string, envelope: string): void {
    const value = parseJson(envelope)?.value;
    const id = textOrEmpty(child(value, "id")) || crypto.randomUUID();
    const replay = textOrEmpty(child(value, "replay-name"));
    const event = { place: ++place, bus, id, at: options.now(), envelope, ...(replay && { replay }) };
    for (const listener of listeners) listener(event);
  }

  async function poll(bus: string, QueueUrl: string): Promise<void> {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
    while (!stopping.signal.aborted) {
      try {
        const { Messages = [] } = await clients.sqs.send(command, { abortSignal: stopping.signal });
        for (const { Body = "", ReceiptHandle } of Messages) {
          tell(bus, Body);
          await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onFailure(error);
        await sleep(1000);
      }
    }
  }

  const watched = await watchBuses(options);
  const loops: Promise<void>[] = [];
  return {
    keepsNothing: true,
    onEvent(listener) {
      listeners.push(listener);
      // An event that nobody listens to would be deleted from its queue.
      if (loops.length === 0) loops.push(...watched.map(({ bus, queue }) => poll(bus, queue.url)));
    },
    since: () => [],
    lastPlace: () => 0,
    envelope: ({ envelope }) => envelope,
    async putAgain(events, _, rule) {
      if (rule !== undefined) throw cantChoose();
      for (const event of events) await putOneAgain(options, event);
    },
    results: () => undefined,
    onDelivery: () => {},
    ruleDeliveries: () => undefined,
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
