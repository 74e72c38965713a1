import type { Endpoints } from "./clients.ts";

/** Environment variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables of the AWS SDKs and the CLI that name one service's URL: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
const variableOf = {
  sqs: "AWS_ENDPOINT_URL_SQS",
  s3: "AWS_ENDPOINT_URL_S3",
  dynamodb: "AWS_ENDPOINT_URL_DYNAMODB",
  eventbridge: "AWS_ENDPOINT_URL_EVENTBRIDGE",
  ssm: "AWS_ENDPOINT_URL_SSM",
} as const satisfies Record<keyof Endpoints, string>;

/** A service that is not embedded. */
export interface ServiceElsewhere {
  readonly service: keyof Endpoints;
  readonly url: string;
  /** The variable that says so. */
  readonly variable: string;
}

/** The services that variables name a URL for: their own one first, else `AWS_ENDPOINT_URL`. */
export function servicesElsewhere(variables: Variables): readonly ServiceElsewhere[] {
  if (variables.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true") return [];
  return (Object.keys(variableOf) as (keyof Endpoints)[]).flatMap((service) => {
    const variable = variables[variableOf[service]] ? variableOf[service] : "AWS_ENDPOINT_URL";
    const url = variables[variable];
    return url ? [{ service, url, variable }] : [];
  });
}
