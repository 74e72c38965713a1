import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";

/** What the clients were asked, and sums of what they were given. */
export interface Asked {
  /** Calls by the command's name. */
  readonly calls: Record<string, number>;
  readonly messages: string[];
  ledgerWrites: number;
  ledgerReads: number;
  detailBytes: number;
  published: number;
}

/** The SDK's clients with a counter in the place of the network. */
export interface CountingClients {
  readonly asked: Asked;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly dynamodb: DynamoDBClient;
  readonly eventbridge: EventBridgeClient;
  /** Counts a call that no client makes. */
  count(name: string): void;
}

const region = "us-east-1";
const first = { step: "initialize", priority: "high" } as const;
const response = undefined;
const $metadata = {};

/** @param secret what Parameter Store has for every source */
export function countingClients(secret: string): CountingClients {
  const asked: Asked = {
    calls: {},
    messages: [],
    ledgerWrites: 0,
    ledgerReads: 0,
    detailBytes: 0,
    published: 0,
  };
  const count = (name = ""): void => {
    const call = name.replace(/Command$/, "");
    asked.calls[call] = (asked.calls[call] ?? 0) + 1;
  };
  const [sqs, ssm, dynamodb, eventbridge] = [
    new SQSClient({ region }),
    new SSMClient({ region }),
    new DynamoDBClient({ region }),
    new EventBridgeClient({ region }),
  ];
  sqs.middlewareStack.add((_, { commandName }) => {
    return async ({ input }) => {
      count(commandName);
      if ("MessageBody" in input && input.MessageBody !== undefined) asked.messages.push(input.MessageBody);
      return { response, output: { $metadata } };
    };
  }, first);
  ssm.middlewareStack.add((_, { commandName }) => {
    return async () => {
      count(commandName);
      return { response, output: { $metadata, Parameter: { Value: JSON.stringify([secret]) } } };
    };
  }, first);
  dynamodb.middlewareStack.add((_, { commandName }) => {
    return async ({ input }) => {
      count(commandName);
      const tables = "RequestItems" in input ? Object.values(input.RequestItems ?? {}) : [];
      for (const items of tables) {
        if (Array.isArray(items)) asked.ledgerWrites += items.length;
        else if ("Keys" in items) asked.ledgerReads += items.Keys?.length ?? 0;
      }
      return { response, output: { $metadata, Responses: {} } };
    };
  }, first);
  eventbridge.middlewareStack.add((_, { commandName }) => {
    return async ({ input }) => {
      count(commandName);
      const entries = "Entries" in input ? (input.Entries ?? []) : [];
      for (const { Detail = "" } of entries) asked.detailBytes += Buffer.byteLength(Detail);
      asked.published += entries.length;
      return { response, output: { $metadata, Entries: entries.map((_, at) => ({ EventId: String(at) })) } };
    };
  }, first);
  return { asked, sqs, ssm, dynamodb, eventbridge, count };
}
