import { expect, it } from "vitest";
import { servicesElsewhere, type Variables } from "../../../src/local/aws/elsewhere.ts";

const told = (variables: Variables) =>
  servicesElsewhere(variables).map(({ service, url, variable }) => `${service} ${url} ${variable}`);

it("nothing is elsewhere without a variable, or with an empty one", () => {
  expect(told({ AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_SQS: "" })).toEqual([]);
});

it("a service's own variable counts before the one for all", () => {
  expect(told({ AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_SQS: "http://b" })).toEqual([
    "sqs http://b AWS_ENDPOINT_URL_SQS",
    "s3 http://a AWS_ENDPOINT_URL",
    "dynamodb http://a AWS_ENDPOINT_URL",
    "eventbridge http://a AWS_ENDPOINT_URL",
    "ssm http://a AWS_ENDPOINT_URL",
  ]);
});

it("each service has its own variable", () => {
  const names = { S3: "s3", SQS: "sqs", SSM: "ssm", DYNAMODB: "dynamodb", EVENTBRIDGE: "eventbridge" };
  for (const [name, service] of Object.entries(names))
    expect(told({ [`AWS_ENDPOINT_URL_${name}`]: "http://b" })).toEqual([
      `${service} http://b AWS_ENDPOINT_URL_${name}`,
    ]);
});

it("the SDK's switch turns all of them off", () => {
  const variables = { AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_SQS: "http://b" };
  expect(told({ ...variables, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" })).toEqual([]);
  expect(told({ ...variables, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" })).toHaveLength(5);
});
