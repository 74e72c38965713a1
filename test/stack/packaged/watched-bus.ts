/** Reads the events of a bus through a rule whose target is a queue. */
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Clients, Cloud } from "../../../src/local/aws/clients.ts";

/** An event as a rule's target gets it. */
export interface SeenEvent {
  readonly "detail-type": string;
  readonly source: string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface WatchedBus {
  /** The next event; undefined when none comes in time. */
  next(waitSeconds?: number): Promise<SeenEvent | undefined>;
}

/** Watches the events of a bus from now on. */
export async function watchBus(bus: string, clients: Clients, cloud: Cloud): Promise<WatchedBus> {
  const QueueName = `watch-${bus}`.slice(0, 80);
  const { QueueUrl = "" } = await clients.sqs.send(new CreateQueueCommand({ QueueName }));
  const url = cloud.embedded ? new URL(new URL(QueueUrl).pathname, cloud.endpoints.sqs).href : QueueUrl;
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
  );
  const rule = { EventBusName: bus, Rule: "watch" };
  await clients.eventbridge.send(
    new PutRuleCommand({
      Name: rule.Rule,
      EventBusName: bus,
      EventPattern: JSON.stringify({ source: [{ prefix: "" }] }),
    }),
  );
  await clients.eventbridge.send(
    new PutTargetsCommand({ ...rule, Targets: [{ Id: "queue", Arn: Attributes?.QueueArn }] }),
  );
  return {
    async next(waitSeconds = 10) {
      const { Messages = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 1, WaitTimeSeconds: waitSeconds }),
      );
      const [message] = Messages;
      if (!message) return undefined;
      await clients.sqs.send(
        new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }),
      );
      return JSON.parse(message.Body ?? "") as SeenEvent;
    },
  };
}
