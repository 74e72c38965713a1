import { type EventSourceMappingConfiguration, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { child, parseJson } from "../../../core/json/json.ts";
import { messagesIn } from "../../../core/queue-depth.ts";
import type { DeployedContext } from "../context.ts";

/** A queue that a rule sends events to, or leaves those that it can't deliver in. */
export interface ConsumerQueue {
  readonly arn: string;
  readonly url: string;
  readonly name: string;
  /** Messages in it: those that a consumer is working on, too. About right only. */
  readonly depth: number;
  readonly retentionSeconds: number;
  /** ARN of its dead-letter queue. */
  readonly deadLetterArn: string | undefined;
}

/** What reads a queue for a function of Lambda. */
export interface QueueReader {
  readonly id: string;
  readonly functionArn: string;
  readonly enabled: boolean;
}

/** Parts of an ARN: `arn:aws:sqs:eu-west-1:111122223333:orders`. */
function queueArnParts(arn: string): { service: string; region: string; account: string; name: string } {
  const [, , service = "", region = "", account = "", ...rest] = arn.split(":");
  return { service, region, account, name: rest.join(":") };
}

/** True for the ARN of a queue. */
export const isQueueArn = (arn: string | undefined): arn is string =>
  arn !== undefined && queueArnParts(arn).service === "sqs";

/** SQS where a queue is. */
export const sqsOf = ({ clients, region }: DeployedContext, queueArn: string): SQSClient => {
  const { region: there } = queueArnParts(queueArn);
  return there === region ? clients.sqs : clients.sqsIn(there);
};

const isQueueMissing = (error: unknown): boolean =>
  error instanceof Error && /NonExistentQueue|QueueDoesNotExist/.test(error.name);

/** Reads a queue by its ARN; undefined where it does not exist. */
export async function consumerQueue(
  context: DeployedContext,
  arn: string,
): Promise<ConsumerQueue | undefined> {
  const { name, account } = queueArnParts(arn);
  const sqs = sqsOf(context, arn);
  try {
    const owner = account === context.account ? {} : { QueueOwnerAWSAccountId: account };
    const { QueueUrl: url = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: name, ...owner }));
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
    );
    const deadLetterArn = child(parseJson(Attributes.RedrivePolicy ?? "")?.value, "deadLetterTargetArn");
    return {
      arn,
      url,
      name,
      depth: messagesIn(Attributes),
      retentionSeconds: Number(Attributes.MessageRetentionPeriod ?? 0),
      deadLetterArn: typeof deadLetterArn === "string" ? deadLetterArn : undefined,
    };
  } catch (error) {
    if (isQueueMissing(error)) return undefined;
    throw error;
  }
}

const enabledStates = ["Enabled", "Enabling", "Creating", "Updating"];

/** What Lambda reads from a queue; empty where something else does, or nothing. */
export async function readersOf(
  { clients }: DeployedContext,
  queueArn: string,
): Promise<readonly QueueReader[]> {
  const found: EventSourceMappingConfiguration[] = [];
  let Marker: string | undefined;
  do {
    const answer = await clients.lambda.send(
      new ListEventSourceMappingsCommand({ EventSourceArn: queueArn, Marker }),
    );
    found.push(...(answer.EventSourceMappings ?? []));
    Marker = answer.NextMarker;
  } while (Marker);
  return found.map(({ UUID = "", FunctionArn = "", State = "" }) => ({
    id: UUID,
    functionArn: FunctionArn,
    enabled: enabledStates.includes(State),
  }));
}
