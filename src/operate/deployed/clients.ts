import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";

/** Whose credentials, and where. What is undefined is as the SDK reads it from the environment and the shared files. */
export interface OperatorAccess {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** SDK clients with the user's own credentials. Each is made when it is first used. */
export interface DeployedClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly dynamoDb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  /** EventBridge in another region, for an existing bus there. */
  eventBridgeIn(region: string): EventBridgeClient;
  /** SQS in another region. */
  sqsIn(region: string): SQSClient;
  destroy(): void;
}

/** A dead connection must end, and a long poll of SQS (20 s) must not. */
const patience = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 40_000, throwOnRequestTimeout: true },
} as const;

/** Queues are called at the endpoint that the user has set, if any, and not at the host that is in their URL. */
const ownEndpoint = { useQueueUrlAsEndpoint: false } as const;

/** Settings that are the same for every client. */
type ClientOptions = typeof patience & { readonly region?: string; readonly profile?: string };

/** Makes the clients of one operator. */
export function deployedClients({ region, profile }: OperatorAccess): DeployedClients {
  const made = new Map<string, { destroy(): void }>();
  const options = (inRegion = region): ClientOptions => ({
    ...patience,
    ...(inRegion !== undefined && { region: inRegion }),
    ...(profile !== undefined && { profile }),
  });
  function once<Client extends { destroy(): void }>(key: string, make: () => Client): Client {
    const client = (made.get(key) as Client | undefined) ?? make();
    made.set(key, client);
    return client;
  }
  const eventBridgeIn = (inRegion?: string): EventBridgeClient =>
    once(`events ${inRegion ?? region}`, () => new EventBridgeClient(options(inRegion)));
  const sqsIn = (inRegion?: string): SQSClient =>
    once(`sqs ${inRegion ?? region}`, () => new SQSClient({ ...options(inRegion), ...ownEndpoint }));
  return {
    get cloudFormation() {
      return once("cloudformation", () => new CloudFormationClient(options()));
    },
    get cloudWatch() {
      return once("cloudwatch", () => new CloudWatchClient(options()));
    },
    get logs() {
      return once("logs", () => new CloudWatchLogsClient(options()));
    },
    get dynamoDb() {
      return once("dynamodb", () => new DynamoDBClient(options()));
    },
    get lambda() {
      return once("lambda", () => new LambdaClient(options()));
    },
    get sns() {
      return once("sns", () => new SNSClient(options()));
    },
    get eventBridge() {
      return eventBridgeIn();
    },
    get s3() {
      return once("s3", () => new S3Client(options()));
    },
    get secretsManager() {
      return once("secretsmanager", () => new SecretsManagerClient(options()));
    },
    get sqs() {
      return sqsIn();
    },
    get ssm() {
      return once("ssm", () => new SSMClient(options()));
    },
    eventBridgeIn,
    sqsIn,
    destroy() {
      for (const client of made.values()) client.destroy();
      made.clear();
    },
  };
}
