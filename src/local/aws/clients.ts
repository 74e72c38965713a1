import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";

/** URLs of the services. LocalStack and moto have one for all; the embedded servers have one each. */
export interface Endpoints {
  readonly sqs: string;
  readonly s3: string;
  readonly dynamodb: string;
  readonly eventbridge: string;
  readonly ssm: string;
}

/** An AWS to run against: the embedded servers, and those that the user names. */
export interface Cloud {
  readonly endpoints: Endpoints;
  readonly region: string;
  /** True where SQS is the embedded server, which no other process uses. */
  readonly embedded: boolean;
  /** Age of the oldest message of an embedded queue, which SQS itself does not tell. */
  readonly oldestSeconds?: ((queueName: string) => number | undefined) | undefined;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** SDK clients for one cloud. */
export interface Clients {
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly eventbridge: EventBridgeClient;
  readonly ssm: SSMClient;
  close(): void;
}

/** Makes the SDK clients for `cloud`. */
export function makeClients({ endpoints, region, credentials }: Cloud): Clients {
  // A configuration with hundreds of sources keeps every socket busy while it starts, which is no fault to warn of.
  const requestHandler = { socketAcquisitionWarningTimeout: 60_000 };
  const at = (endpoint: string) => ({ endpoint, region, credentials, requestHandler });
  const clients = {
    sqs: new SQSClient(at(endpoints.sqs)),
    s3: new S3Client({ ...at(endpoints.s3), forcePathStyle: true }),
    dynamodb: new DynamoDBClient(at(endpoints.dynamodb)),
    eventbridge: new EventBridgeClient(at(endpoints.eventbridge)),
    ssm: new SSMClient(at(endpoints.ssm)),
  };
  return {
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** Environment variables that point a function's SDK clients at `cloud`. */
export function cloudVariables({ endpoints, region, credentials }: Cloud): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
    AWS_ENDPOINT_URL_SSM: endpoints.ssm,
  };
}
