import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { depthAttributes, messagesIn } from "../../core/queue-depth.ts";

/** Number of messages in a queue, those in flight and those behind the first of their group included. */
export async function messagesInQueue(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...depthAttributes] });
  return messagesIn((await sqs.send(command)).Attributes);
}
