import { setTimeout as sleep } from "node:timers/promises";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { DeleteMessageCommand, ReceiveMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { child, type Json, parseJson } from "../../../core/json/json.ts";
import { spanAt } from "../../../core/json/json-text.ts";
import type { Clients, Cloud } from "../../aws/clients.ts";
import { ensureQueue, type Queue } from "../workspace/provision.ts";
import type { BusEvent, EventFeed } from "./event-feed.ts";
import type { Entry, Journal } from "./row-log.ts";

/** What the watcher needs. */
export interface WatchedFeedOptions {
  readonly clients: Clients;
  readonly cloud: Cloud;
  readonly buses: readonly string[];
  readonly busPrefix: string;
  /** Where events are kept once they are seen. */
  readonly journal: Journal;
  readonly onFailure: (error: unknown) => void;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Rules of the queue's own account may send to it, and those of no other. */
function policy({ arn }: Queue): string {
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

async function watch({ clients, busPrefix }: WatchedFeedOptions, bus: string, queue: Queue): Promise<void> {
  const where = { EventBusName: `${busPrefix}${bus}` };
  const Name = "hookbridge-local-watch";
  await clients.eventbridge.send(
    new PutRuleCommand({ ...where, Name, EventPattern: '{"source":[{"prefix":""}]}' }),
  );
  await clients.eventbridge.send(
    new PutTargetsCommand({ ...where, Rule: Name, Targets: [{ Id: `watch-${bus}`, Arn: queue.arn }] }),
  );
}

/** EventBridge's own id and the bus are not both in an envelope, so one rule a bus and one queue a bus tell them apart. */
async function watchAll(
  options: WatchedFeedOptions,
): Promise<readonly { readonly bus: string; readonly queue: Queue }[]> {
  return Promise.all(
    options.buses.map(async (bus) => {
      const queue = await ensureQueue(
        options.clients,
        options.cloud,
        `hookbridge-local-watch-${bus.replaceAll(".", "_")}`,
        {},
      );
      await options.clients.sqs.send(
        new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy: policy(queue) } }),
      );
      await watch(options, bus, queue);
      return { bus, queue };
    }),
  );
}

function eventOf({ cursor, text: record }: Entry): BusEvent {
  const value = parseJson(record)?.value;
  return {
    cursor,
    bus: text(child(value, "bus")),
    id: text(child(value, "id")),
    envelope: text(child(value, "envelope")),
  };
}

/** Watches a foreign EventBridge (LocalStack, moto, AWS) through a rule on every bus that sends to a queue. */
export async function watchedFeed(options: WatchedFeedOptions): Promise<EventFeed> {
  const { clients, journal, busPrefix } = options;
  const listeners: ((event: BusEvent) => void)[] = [];
  const stopping = new AbortController();

  function keep(bus: string, envelope: string): void {
    const id = text(child(parseJson(envelope)?.value, "id")) || crypto.randomUUID();
    const known = journal.find(id) !== undefined;
    const entry = journal.put(id, () => ({ bus, id, envelope }));
    if (!known) for (const listener of listeners) listener(eventOf(entry));
  }

  async function poll(bus: string, QueueUrl: string): Promise<void> {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
    while (!stopping.signal.aborted) {
      try {
        const { Messages = [] } = await clients.sqs.send(command, { abortSignal: stopping.signal });
        for (const { Body = "", ReceiptHandle } of Messages) {
          keep(bus, Body);
          await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onFailure(error);
        await sleep(1000);
      }
    }
  }

  const watched = await watchAll(options);
  const loops = watched.map(({ bus, queue }) => poll(bus, queue.url));
  return {
    list: (after, limit) => journal.list(after, limit).map(eventOf),
    onEvent(listener) {
      listeners.push(listener);
    },
    async replay(id) {
      const entry = journal.find(id);
      if (!entry) return false;
      const { bus, envelope } = eventOf(entry);
      const value = parseJson(envelope)?.value;
      const detail = spanAt(envelope, ["detail"]);
      const again = {
        EventBusName: `${busPrefix}${bus}`,
        Source: text(child(value, "source")),
        DetailType: text(child(value, "detail-type")),
        Time: new Date(text(child(value, "time"))),
        Detail: detail ? envelope.slice(detail.start, detail.end) : "{}",
      };
      const { Entries = [] } = await clients.eventbridge.send(new PutEventsCommand({ Entries: [again] }));
      if (!Entries[0]?.EventId)
        throw new Error(`EventBridge refused the replay: ${Entries[0]?.ErrorMessage ?? "no reason given"}`);
      return true;
    },
    async close() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
