import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { SQSClient } from "@aws-sdk/client-sqs";
import { queueDepth } from "../dead-letters/letter-calls.ts";
import { idsOfResources } from "./stack-state.ts";

/** A queue of a stack, and how many messages SQS counts in it. */
export interface WaitingMessages {
  readonly url: string;
  readonly messages: number;
}

/**
 * The queues of a stack in which messages wait.
 * @param queues their logical ids
 */
export async function waitingMessages(
  stackName: string,
  region: string,
  queues: readonly string[],
): Promise<readonly WaitingMessages[]> {
  const [cloudFormation, sqs] = [
    new CloudFormationClient({ region }),
    new SQSClient({ region, useQueueUrlAsEndpoint: false }),
  ];
  try {
    const ids = await idsOfResources(cloudFormation, stackName);
    const urls = queues.flatMap((id) => ids.get(id) ?? []);
    const waiting = await Promise.all(
      urls.map(async (url) => {
        const { visible, hidden, delayed } = await queueDepth(sqs, url);
        return { url, messages: visible + hidden + delayed };
      }),
    );
    return waiting.filter(({ messages }) => messages > 0);
  } finally {
    cloudFormation.destroy();
    sqs.destroy();
  }
}
